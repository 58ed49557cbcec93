package dev.sluice.cli.result;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.cli.run.JobCounters;
import dev.sluice.cli.run.JobFailedException;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.TaskCounter;
import org.junit.jupiter.api.Test;

class CopyCheckTest {

  private static JobCounters tally(long read, long leftOut) {
    Counters counters = new Counters();
    counters.findCounter(TaskCounter.MAP_INPUT_RECORDS).setValue(read);
    counters.findCounter("Sluice", "LEFT_OUT").setValue(leftOut);
    return new JobCounters(counters);
  }

  @Test
  void a_copy_is_whole_when_what_was_read_was_written_or_left_out() {
    assertThatCode(() -> CopyCheck.check(tally(1000, 10), 990, 1000)).doesNotThrowAnyException();
  }

  @Test
  void a_document_that_is_missing_fails_the_command() {
    assertThatThrownBy(() -> CopyCheck.check(tally(1000, 10), 989, 1000))
        .isInstanceOf(JobFailedException.class)
        .hasMessage(
            "the copy is incomplete: 1,000 documents read, 10 skipped, 989 written, but the"
                + " task records show 1,000; run the copy again");
  }

  @Test
  void so_does_a_shard_without_a_ledger() {
    assertThatThrownBy(() -> CopyCheck.check(tally(1000, 0), 1000, 900))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("records show 900");
  }
}
