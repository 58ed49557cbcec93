package dev.sluice.cli.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.mapreduce.owner.OwnerState;
import dev.sluice.report.JobFacts;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {

  @ParameterizedTest
  @CsvSource({
    "ALIVE,       PT0S,    RUNNING, IN_USE",
    "ALIVE,       P400D,   RUNNING, IN_USE",
    "ENDED,       PT0S,    KILLED,  NOT_IN_USE",
    "FAILED,      PT0S,    FAILED,  NOT_IN_USE",
    "FORGOTTEN,   PT24H,   UNKNOWN, IN_USE",
    "FORGOTTEN,   PT24H1S, KILLED,  NOT_IN_USE",
    "ELSEWHERE,   PT0S,    UNKNOWN, ASK_THE_USER",
    "ELSEWHERE,   P400D,   UNKNOWN, ASK_THE_USER",
    "UNREACHABLE, P400D,   UNKNOWN, IN_USE",
    "UNRECORDED,  PT24H,   UNKNOWN, IN_USE",
    "UNRECORDED,  PT24H1S, UNKNOWN, NOT_IN_USE",
  })
  void without_a_recorded_end_the_owner_decides_and_then_the_silence(
      OwnerState owner, Duration silence, JobState state, Judgement.Use use) {
    Judgement judgement = Judgement.ofNotEnded(owner, silence);

    assertThat(judgement.state()).isEqualTo(state);
    assertThat(judgement.use()).isEqualTo(use);
  }

  @ParameterizedTest
  @CsvSource({"SUCCEEDED, DONE", "FAILED, FAILED", "KILLED, KILLED"})
  void a_job_that_recorded_its_end_is_not_in_use(JobFacts.State end, JobState state) {
    assertThat(Judgement.ofEnded(end).state()).isEqualTo(state);
    assertThat(Judgement.ofEnded(end).use()).isEqualTo(Judgement.Use.NOT_IN_USE);
  }

  @Test
  void running_is_no_end() {
    assertThatThrownBy(() -> Judgement.ofEnded(JobFacts.State.RUNNING))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
