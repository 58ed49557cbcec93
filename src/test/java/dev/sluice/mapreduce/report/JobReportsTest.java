package dev.sluice.mapreduce.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.mapreduce.Attempt;
import dev.sluice.report.AttemptRecord.Outcome;
import dev.sluice.report.JobFacts;
import dev.sluice.report.Report;
import dev.sluice.testing.FakeElasticsearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class JobReportsTest {

  @TempDir Path directory;

  private final FakeElasticsearch elasticsearch = new FakeElasticsearch();

  private Report report() throws IOException {
    return JobReports.of(
        new org.apache.hadoop.fs.Path(directory.toUri()), new Configuration(false));
  }

  /** As a task has left it that was killed, or runs. */
  private void running(String attempt, String manifest) throws IOException {
    Path running = Files.createDirectories(directory.resolve("running"));
    Files.write(running.resolve(attempt + ".json"), manifest.getBytes(UTF_8));
  }

  private static String manifest(String attempt, int indexed) {
    return "{\"attempt\":\"%s\",\"index\":\"pages\",\"given\":9,\"indexed\":%d,\"sent\":{}}"
        .formatted(attempt, indexed);
  }

  @Test
  void the_report_has_the_counts_and_the_history_of_committed_tasks() throws Exception {
    Attempt attempt = Attempt.first(directory, "sluice.errors.max", "1");
    attempt.committer().setupJob(attempt.context);
    attempt.load(elasticsearch, "{\"a\":1}", "{\"a\":\"bad\"}", "{\"a\":3}");
    attempt.commit();
    attempt.committer().commitJob(attempt.context);

    Report report = report();

    assertThat(report.sum(Outcome.COMMITTED, "indexed")).isEqualTo(2);
    assertThat(report.job().state()).isEqualTo(JobFacts.State.SUCCEEDED);
    assertThat(report.toJson())
        .contains(
            "\"documents\":[3]",
            "\"rejected\":[1]",
            "\"ids\":[\"k1\"]",
            "\"sluice.index\":\"pages\"");
    assertThat(attempt.content("report.json")).isEqualTo(report.toJson());
    assertThat(attempt.content("report.html")).contains("\"documents\":[3]");
  }

  @Test
  void a_failed_job_has_a_report_of_its_failed_attempts() throws Exception {
    Attempt attempt = Attempt.first(directory);
    attempt.committer().setupJob(attempt.context);
    assertThatThrownBy(() -> attempt.load(elasticsearch, "{\"a\":\"bad\"}"))
        .isInstanceOf(IOException.class);
    attempt.committer().abortTask(attempt.context);
    attempt.committer().abortJob(attempt.context, JobStatus.State.FAILED);

    assertThat(report().sum(Outcome.FAILED, "rejected")).isEqualTo(1);
    assertThat(attempt.content("report.json")).contains("\"state\":\"FAILED\"");
  }

  @Test
  void an_attempt_that_was_killed_is_shown_as_it_was_last_seen() throws Exception {
    Attempt attempt = Attempt.first(directory);
    attempt.committer().setupJob(attempt.context);
    running("attempt_17_0042_m_000009_0", manifest("attempt_17_0042_m_000009_0", 4));

    Report report = report();

    assertThat(report.job().state()).isEqualTo(JobFacts.State.RUNNING);
    assertThat(report.attempts(Outcome.UNFINISHED)).isEqualTo(1);
    assertThat(report.sum(Outcome.UNFINISHED, "indexed")).isEqualTo(4);
  }

  @Test
  void an_attempt_that_has_ended_is_not_counted_as_running_too() throws Exception {
    Attempt attempt = Attempt.first(directory);
    running("attempt_17_0042_m_000007_0", manifest("attempt_17_0042_m_000007_0", 1));
    attempt.load(elasticsearch, "{\"a\":1}");
    attempt.commit();
    assertThat(directory.resolve("running/attempt_17_0042_m_000007_0.json")).doesNotExist();
    running("attempt_17_0042_m_000007_0", manifest("attempt_17_0042_m_000007_0", 1));

    assertThat(report().attempts(Outcome.UNFINISHED)).isZero();
    assertThat(report().sum(Outcome.COMMITTED, "indexed")).isEqualTo(1);
  }

  @Test
  void a_file_that_its_task_is_writing_now_is_left_out() throws Exception {
    running("attempt_17_0042_m_000009_0", "{\"attempt\":\"att");

    assertThat(report().attempts(Outcome.UNFINISHED)).isZero();
  }

  @Test
  void a_report_that_cannot_be_written_does_not_fail_the_job() throws Exception {
    Attempt attempt = Attempt.first(directory);
    attempt.committer().setupJob(attempt.context);
    attempt.load(elasticsearch, "{\"a\":1}");
    attempt.commit();
    Files.createDirectories(directory.resolve("report.json/in-the-way"));

    attempt.committer().commitJob(attempt.context);

    assertThat(directory.resolve("_SUCCESS")).exists();
  }
}
