package dev.sluice.mapreduce.commit;

import dev.sluice.bulk.BulkException;
import dev.sluice.client.Administration;
import dev.sluice.client.Connection;
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.client.http.ConnectionSettings;
import dev.sluice.client.index.IndexInfo;
import dev.sluice.client.index.IndexMeta;
import dev.sluice.client.lanes.LaneMode;
import dev.sluice.client.lanes.LanePlan;
import dev.sluice.client.lanes.RoutingSettings;
import dev.sluice.config.Settings;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.job.IndexPlan;
import dev.sluice.mapreduce.job.JobCredentials;
import dev.sluice.mapreduce.job.RowRouting;
import dev.sluice.mapreduce.task.TaskConnection;
import dev.sluice.routing.ShardFunction;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.task.JobContextImpl;

/** Controls the index on the server. Connects for each call, because calls are rare. */
public final class RemoteIndexControl implements IndexControl {

  /** The maximum of {@link ConnectionSettings#TIMEOUT}, for the force merge. */
  private static final String LONG = "1h";

  private final JobContext job;
  private final IndexPlan plan;
  private final String index;

  private RemoteIndexControl(JobContext job, IndexPlan plan) {
    this.job = job;
    this.plan = plan;
    index = plan.concrete().orElse(plan.index());
  }

  /** The index of a job. */
  public static RemoteIndexControl of(JobContext job) {
    return new RemoteIndexControl(job, IndexPlan.load(job.getConfiguration()));
  }

  /** A request with a result. */
  private interface Question<T> {
    T ask(Administration server) throws IOException;
  }

  /** A request without a result. */
  private interface Order {
    void give(Administration server) throws IOException;
  }

  private <T> T ask(Question<T> question) throws IOException {
    return ask(TaskConnection.options(job), question);
  }

  private static <T> T ask(ConnectionOptions options, Question<T> question) throws IOException {
    try (Connection connection = Connection.open(options)) {
      return question.ask(connection.administration());
    }
  }

  private void order(Order order) throws IOException {
    ask(
        server -> {
          order.give(server);
          return true;
        });
  }

  @Override
  public LanePlan create() throws IOException {
    Settings settings = Settings.from(job.getConfiguration()::get);
    LaneMode mode = settings.get(RoutingSettings.LANES);
    return ask(
        server -> {
          server.create(plan.index(), plan.body());
          LanePlan lanes =
              server.planLanes(mode, plan.index(), settings.get(OutputSettings.PIPELINE));
          if (plan.rows().isPresent()) {
            checkRanges(server, plan.rows().get(), lanes);
          }
          return lanes;
        });
  }

  /** Checks that the created index has the shards for which the routing values were computed. */
  private void checkRanges(Administration server, RowRouting rows, LanePlan lanes)
      throws IOException {
    ShardFunction function =
        lanes.function().isPresent()
            ? lanes.function().get()
            : server.expectedShards(plan.index(), plan.body());
    if (!rows.ranges().fit(function)) {
      throw new BulkException(
          "index "
              + index
              + " has "
              + function
              + ", not the shards planned at submission, so row ranges would share shards: delete"
              + " it, set number_of_shards and number_of_routing_shards in the file of "
              + OutputSettings.INDEX_CREATE
              + ", and submit the job again");
    }
  }

  @Override
  public Optional<IndexState> state() throws IOException {
    return ask(
        server -> {
          Optional<IndexInfo> found = server.find(index);
          return found.isPresent()
              ? Optional.of(
                  new IndexState(
                      found.get().uuid(),
                      found.get().settings(),
                      server.index(found.get().name()).meta()))
              : Optional.empty();
        });
  }

  @Override
  public List<Long> primaryTerms() throws IOException {
    return ask(server -> server.index(index).primaryTerms());
  }

  @Override
  public boolean isGreen() throws IOException {
    return ask(server -> server.index(index).isGreen());
  }

  @Override
  public void mark(IndexMeta meta) throws IOException {
    // Behind a data stream: its write index.
    order(server -> server.index(IndexRestore.concrete(server, index)).putMeta(meta));
  }

  @Override
  public void change(Map<String, String> settings) throws IOException {
    order(server -> server.index(index).putSettings(settings));
  }

  @Override
  public void refresh() throws IOException {
    order(server -> server.refresh(index));
  }

  @Override
  public void refresh(Set<String> names) throws IOException {
    order(server -> server.refresh(names));
  }

  @Override
  public void flush() throws IOException {
    order(server -> server.index(index).flush());
  }

  @Override
  public long count() throws IOException {
    return ask(server -> server.count(index));
  }

  @Override
  public void forceMerge(int segments) throws IOException {
    Configuration patient = new Configuration(job.getConfiguration());
    patient.set(ConnectionSettings.TIMEOUT.key(), LONG);
    JobContext itself = new JobContextImpl(patient, job.getJobID());
    itself.getCredentials().mergeAll(JobCredentials.of(job));
    ask(
        TaskConnection.options(itself),
        server -> {
          server.index(index).forceMerge(segments);
          return true;
        });
  }

  @Override
  public boolean awaitCopies(boolean green, Duration most) throws IOException {
    ConnectionOptions options = TaskConnection.options(job);
    Duration half = options.timeout().dividedBy(2);
    Duration wait = most.compareTo(half) < 0 ? most : half;
    return ask(options, server -> server.index(index).awaitCopies(green, wait));
  }

  @Override
  public void takeAlias(String alias) throws IOException {
    order(server -> server.index(index).takeAlias(alias));
  }
}
