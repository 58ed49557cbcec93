package dev.sluice.hbase.since;

import dev.sluice.config.ConfigException;
import dev.sluice.config.Settings;
import dev.sluice.flow.Ticker;
import dev.sluice.hbase.mapping.RowMapping;
import dev.sluice.hbase.scan.HBaseSettings;
import dev.sluice.hbase.scan.SinceTime;
import dev.sluice.mapreduce.job.IndexPlan;
import dev.sluice.mapreduce.keys.InternalKeys;
import dev.sluice.mapreduce.since.LoadedMapping;
import dev.sluice.mapreduce.since.PlannedMark;
import dev.sluice.mapreduce.since.SinceMark;
import dev.sluice.mapreduce.since.SinceMarks;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.mapreduce.JobContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of a submission that is about changes. It determines the time since which a job loads
 * changes, warns of those that it cannot see, and plans the mark from which the next job can
 * continue. All times are those of the region servers.
 */
public final class SinceSubmission {

  private static final Logger log = LoggerFactory.getLogger(SinceSubmission.class);

  private static final String KIND = LoadedMapping.KIND;
  private static final String TIME = "time";
  private static final int NAMED = 3;

  private final JobContext job;
  private final Configuration conf;
  private final TableName table;
  private final Scan scan;
  private final RowMapping mapping;
  private final Optional<SinceTime> since;
  private final Duration overlap;

  private SinceSubmission(JobContext job, TableName table, Scan scan, RowMapping mapping) {
    this.job = job;
    this.conf = job.getConfiguration();
    this.table = table;
    this.scan = scan;
    this.mapping = mapping;
    Settings settings = Settings.from(conf::get);
    this.since = settings.get(HBaseSettings.SINCE);
    this.overlap = settings.get(HBaseSettings.OVERLAP);
    settings.check();
  }

  /**
   * A submission, before the splits are created.
   *
   * @param scan the scan of the job
   * @throws ConfigException if a key is invalid
   */
  public static SinceSubmission of(JobContext job, TableName table, Scan scan, RowMapping mapping) {
    return new SinceSubmission(job, table, scan, mapping);
  }

  /**
   * Completes the configuration of the job. Blocks while it queries HBase, and Elasticsearch for
   * its marks if the job loads changes.
   *
   * @throws ConfigException if the time is in the future, or last and there was no such load
   * @throws IOException if a cluster does not answer
   */
  public void complete() throws IOException {
    boolean records = IndexPlan.isIn(conf) && IndexPlan.load(conf).concrete().isPresent();
    if (!since.isPresent() && !(records && readsAllTime())) {
      return;
    }
    try (Connection connection =
        ConnectionFactory.createConnection(HBaseConfiguration.create(conf))) {
      OptionalLong now = now(connection);
      if (!now.isPresent()) {
        return;
      }
      boolean continues = true;
      if (since.isPresent()) {
        continues = resolve(since.get(), now.getAsLong(), connection);
      }
      if (records && continues) {
        plan(now.getAsLong());
      }
    }
  }

  private boolean readsAllTime() {
    return scan.getTimeRange().isAllTime()
        && scan.getColumnFamilyTimeRange().isEmpty()
        && scan.getLimit() <= 0;
  }

  /** Empty, with a warning, if HBase does not say and the job can do without. */
  private OptionalLong now(Connection connection) throws IOException {
    try (Admin admin = connection.getAdmin()) {
      return OptionalLong.of(ServerTime.least(admin));
    } catch (IOException e) {
      if (since.isPresent()) {
        throw new IOException(
            "reading the time of the region servers for "
                + HBaseSettings.SINCE
                + " failed: "
                + e.getMessage(),
            e);
      }
      log.warn(
          "The time of the region servers could not be read, so {} = last will not continue this"
              + " load: {}",
          HBaseSettings.SINCE,
          e.toString());
      return OptionalLong.empty();
    }
  }

  /** Determines the time; returns whether the job continues what was loaded before. */
  private boolean resolve(SinceTime given, long now, Connection connection) throws IOException {
    LoadScope scope = LoadScope.of(table, mapping, scan);
    SinceMarks marks = SinceMarks.ofTarget(job, KIND);
    Optional<SinceMark> last = marks.mark(scope.key());
    if (given.isLast() && !last.isPresent()) {
      throw new ConfigException(noLast(scope, marks.all()));
    }
    long time = given.isLast() ? timeOf(last.get()) : given.at(now);
    ResolvedSince.store(time, conf);
    log.info("Loading the rows of {} that changed since {}", scope, Instant.ofEpochMilli(time));
    List<String> unseen = new UnseenChanges(connection, table, scan).since(time);
    unseen.forEach(log::warn);
    conf.set(InternalKeys.WARNINGS, String.join("\n", unseen));
    if (last.isPresent() && time > timeOf(last.get())) {
      log.warn(
          "{} is {}, but the last load continues at {}: changes in between are not loaded, so last"
              + " does not move",
          HBaseSettings.SINCE,
          given,
          Instant.ofEpochMilli(timeOf(last.get())));
      return false;
    }
    return true;
  }

  private String noLast(LoadScope wanted, List<SinceMark> marks) {
    String others =
        marks.stream()
            .limit(NAMED)
            .map(mark -> LoadScope.in(mark.fields()).against(wanted) + " (" + mark.at() + ")")
            .collect(Collectors.joining("; "));
    return HBaseSettings.SINCE
        + " is last, but index "
        + IndexPlan.load(conf).index()
        + " has no record of a load of "
        + wanted
        + " with this mapping and scan; "
        + (others.isEmpty() ? "it has none at all" : "it has: " + others)
        + ". Load all rows once, or give the time since which rows changed";
  }

  private static long timeOf(SinceMark mark) throws IOException {
    return mark.fields()
        .at(TIME)
        .number()
        .orElseThrow(
            () -> new IOException("a mark of an earlier load has no " + TIME + ": " + mark));
  }

  private void plan(long now) throws IOException {
    LoadScope scope = LoadScope.of(table, mapping, scan);
    long time = Math.max(0, now - overlap.toMillis());
    String fields = "{\"" + TIME + "\":" + time + "," + scope.json() + "}";
    PlannedMark.store(SinceMark.of(KIND, scope.key(), fields, Ticker.system().wallMillis()), conf);
  }
}
