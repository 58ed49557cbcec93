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

  private void count(long read, Object... namesAndValues) {
    counters.findCounter(TaskCounter.MAP_INPUT_RECORDS).setValue(read);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      counters
          .findCounter("Sluice", (String) namesAndValues[i])
          .setValue(((Number) namesAndValues[i + 1]).longValue());
    }
  }
}
