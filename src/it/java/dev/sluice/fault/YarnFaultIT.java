package dev.sluice.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.it.ElasticsearchServer;
import dev.sluice.it.Index;
import dev.sluice.it.YarnCluster;
import dev.sluice.testing.Awaiting;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobCounter;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.util.GenericOptionsParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Jobs in containers that are killed, fail, or hang. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class YarnFaultIT {

  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();

  /** Whether the stall lasts as long as users meet it; short in the small profile. */
  private static final boolean FULL = FaultJob.DOCUMENTS >= 50_000;

  private static YarnCluster yarn;

  @BeforeAll
  static void start() throws Exception {
    yarn = YarnCluster.shared();
  }

  private static FaultJob job(String name, StrikingMapper.Strike strike) throws Exception {
    return job(name, strike, FaultJob.DOCUMENTS);
  }

  private static FaultJob job(String name, StrikingMapper.Strike strike, int documents)
      throws Exception {
    Configuration conf = yarn.configuration();
    new GenericOptionsParser(
        conf, new String[] {"-libjars", System.getProperty("sluice.test.jar")});
    return FaultJob.named(name, Workload.mixedInTwo(documents))
        .on(conf)
        .mapper(StrikingMapper.class)
        .set(StrikingMapper.STRIKE, strike.name())
        .set(StrikingMapper.AFTER, Integer.toString(documents / 4));
  }

  private static void succeeds(FaultJob job) throws Exception {
    try (Index index = SERVER.index("yarn-fault")) {
      FaultRun run = job.run(SERVER.url(), index.name());

      Ledger.closes(run, RealIndex.of(SERVER.rest(), index.name()));
    }
  }

  @Test
  void tasks_that_are_killed_or_throw_double_nothing_when_they_run_again() throws Exception {
    succeeds(
        job(
            "YARN: one task JVM killed with SIGKILL, an exception in the mapper of the other",
            StrikingMapper.Strike.KILL_AND_THROW));
  }

  @Test
  void application_masters_killed_in_mid_load_and_around_commit_lose_and_double_nothing()
      throws Exception {
    try (FaultProxy proxy = FaultProxy.before(SERVER.url());
        Index index = SERVER.index("yarn-fault")) {
      FaultJob job =
          job(
                  "YARN: application masters killed in mid-load, before and after commitJob's work",
                  StrikingMapper.Strike.SLOW)
              .format(CommitStrikeFormat.class)
              .set(MRJobConfig.MR_AM_MAX_ATTEMPTS, Integer.toString(CommitStrikeFormat.MASTERS));
      FaultRun run = job.submit(proxy.url(), index.name());
      Awaiting.until("bulk requests", Duration.ofMinutes(2), () -> proxy.bulks() > 10);

      ApplicationMasters.of(run.job()).kill();

      Ledger.closes(run.await(), RealIndex.of(SERVER.rest(), index.name()));
      assertThat(ApplicationMasters.of(run.job()).count()).isEqualTo(CommitStrikeFormat.MASTERS);
    }
  }

  @Test
  void a_job_that_is_killed_loses_nothing_that_was_acknowledged_and_sends_no_more()
      throws Exception {
    try (FaultProxy proxy = FaultProxy.before(SERVER.url());
        Index index = SERVER.index("yarn-fault")) {
      FaultRun run =
          job("YARN: job killed", StrikingMapper.Strike.SLOW).submit(proxy.url(), index.name());
      Awaiting.until("bulk requests", Duration.ofMinutes(2), () -> proxy.bulks() > 10);

      run.job().killJob();
      run.await();
      Awaiting.until(
          "the end of every connection", Duration.ofMinutes(2), () -> proxy.connections() == 0);

      assertThat(run.job().getStatus().getState()).isEqualTo(JobStatus.State.KILLED);
      assertThat(proxy.acknowledged()).isNotEmpty();
      Ledger.failed(run, RealIndex.of(SERVER.rest(), index.name(), proxy), "kill");
    }
  }

  @Test
  void a_speculative_attempt_beside_the_first_doubles_nothing() throws Exception {
    try (Index index = SERVER.index("yarn-fault")) {
      FaultJob job =
          job("YARN: speculative attempt forced on", StrikingMapper.Strike.DAWDLE)
              .set("sluice.speculation.allow", "true")
              .set("mapreduce.map.speculative", "true")
              .set("mapreduce.job.speculative.slowtaskthreshold", "0.01")
              .set("mapreduce.job.speculative.minimum-allowed-tasks", "1")
              .set("mapreduce.job.speculative.speculative-cap-running-tasks", "1.0")
              .set("mapreduce.job.speculative.speculative-cap-total-tasks", "1.0")
              .set("mapreduce.job.speculative.retry-after-no-speculate", "500")
              .set("yarn.app.mapreduce.am.job.task.estimator.exponential.smooth.lambda-ms", "1000");

      FaultRun run = job.run(SERVER.url(), index.name());

      Ledger.closes(run, RealIndex.of(SERVER.rest(), index.name()));
      assertThat(run.job().getCounters().findCounter(JobCounter.TOTAL_LAUNCHED_MAPS).getValue())
          .as("attempts of two tasks")
          .isGreaterThan(2);
    }
  }

  @Test
  void a_task_that_waits_for_a_stalled_server_is_not_killed_at_its_timeout() throws Exception {
    Duration timeout = Duration.ofSeconds(20);
    Duration stall = Duration.ofSeconds(FULL ? 60 : 35);
    long[] start = new long[1];
    BulkFault stalled =
        exchange -> {
          long left = stall.toNanos() - (System.nanoTime() - start[0]);
          exchange.sleep(Duration.ofNanos(Math.max(left, 1_000_000)));
          exchange.answer(exchange.applyAll());
        };
    try (ScriptedElasticsearch server =
        ScriptedElasticsearch.start(
            number -> {
              start[0] = number == 1 ? System.nanoTime() : start[0];
              return number <= 16 ? stalled : BulkFault.none();
            })) {
      FaultJob job =
          job("YARN: task timeout while the server stalls", StrikingMapper.Strike.NONE)
              .set("mapreduce.task.timeout", Long.toString(timeout.toMillis()))
              .set("mapreduce.task.timeout.check-interval-ms", "500")
              .set("mapreduce.map.maxattempts", "1")
              .set("sluice.http.timeout", "2m");

      FaultRun run = job.run(server.url(), "scripted");

      Ledger.closes(run, server.truth());
      assertThat(run.counter("RESENT")).as("the server only stalled").isZero();
    }
  }
}
