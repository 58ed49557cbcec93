package dev.sluice.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.TaskCounter;
import org.junit.jupiter.api.Test;

class SummaryTest {

  private final Counters counters = new Counters();

  @Test
  void a_clean_job_is_summed_up_without_rows_of_zeros_that_nobody_asked_for() {
    count(100, "INDEXED", 100, "BULK_BYTES", 2048);

    Summary summary =
        new Summary(new JobCounters(counters), Duration.ofSeconds(10), "dir/rejected");

    assertThat(summary.lines())
        .containsExactly(
            "read                       100",
            "indexed                    100",
            "rejected                     0",
            "resent                       0",
            "sent                    2.0 KB",
            "time                       10s",
            "documents/s                 10");
  }

  @Test
  void rejected_documents_come_with_their_place() {
    count(6, "INDEXED", 2, "DELETED", 1, "NOOP", 1, "ALREADY_THERE", 1, "REJECTED", 1);

    Summary summary =
        new Summary(new JobCounters(counters), Duration.ofSeconds(1), "hdfs://h/jobs/42/rejected");

    assertThat(summary.lines())
        .contains(
            "deleted                      1",
            "noop                         1",
            "already there                1")
        .endsWith("rejected docs   hdfs://h/jobs/42/rejected");
  }

  @Test
  void programs_read_plain_numbers_with_their_units() {
    count(1_234_567, "INDEXED", 1_234_567, "REJECTED", 1, "BULK_BYTES", 2048);
    CommandResult result = new CommandResult();
    result.command("load");
    result.job("job_1_0001", "pages");
    result.summary(
        new Summary(new JobCounters(counters), Duration.ofSeconds(10), "jobs/\"1\"/rejected"));

    assertThat(result.toJson(ExitCode.LOOK_AT_OUTPUT))
        .isEqualTo(
            "{\"command\":\"load\",\"state\":\"done_with_rejected\",\"exit_code\":1,"
                + "\"job\":\"job_1_0001\",\"target\":\"pages\",\"read\":1234567,"
                + "\"indexed\":1234567,\"rejected\":1,\"resent\":0,\"sent_bytes\":2048,"
                + "\"time_ms\":10000,\"documents_per_second\":123457,"
                + "\"rejected_docs\":\"jobs/\\\"1\\\"/rejected\"}");
  }

  @Test
  void the_figures_of_an_earlier_job_of_a_command_are_an_object_of_their_own() {
    CommandResult result = new CommandResult();
    result.job("job_1_0001", "pages");
    result.summary(new Summary().andCount("missing", 2));
    result.keepAs("verify");
    result.job("job_1_0002", "pages");
    result.summary(new Summary().andCount("indexed", 2));

    assertThat(result.toJson(ExitCode.DONE))
        .isEqualTo(
            "{\"state\":\"done\",\"exit_code\":0,\"job\":\"job_1_0002\",\"target\":\"pages\","
                + "\"indexed\":2,\"verify\":{\"missing\":2}}");
  }

  @Test
  void rows_below_another_begin_with_its_name_in_json() {
    CommandResult result = new CommandResult();
    result.summary(
        new Summary()
            .andReported("indexed", 5)
            .andCount("tasks committed", 2)
            .andCount("  indexed", 3)
            .andCount("failed attempts", 1)
            .andCount("  indexed", 2));
    result.error("no\nroom");

    assertThat(result.toJson(ExitCode.FAILED))
        .isEqualTo(
            "{\"state\":\"failed\",\"exit_code\":3,\"indexed_at_least\":5,"
                + "\"tasks_committed\":2,\"tasks_committed_indexed\":3,\"failed_attempts\":1,"
                + "\"failed_attempts_indexed\":2,\"error\":\"no\\nroom\"}");
  }

  private void count(long read, Object... namesAndValues) {
    counters.findCounter(TaskCounter.MAP_INPUT_RECORDS).setValue(read);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      counters
          .findCounter("Sluice", (String) namesAndValues[i])
          .setValue(((Number) namesAndValues[i + 1]).longValue());
    }
  }
}
