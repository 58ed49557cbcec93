package dev.sluice.cli.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.cli.run.JobCounters;
import dev.sluice.cli.run.JobFailedException;
import dev.sluice.cli.run.Outcome;
import dev.sluice.io.LoadCounter;
import dev.sluice.io.RepairCounter;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RepairReportTest {

  private final Counters counters = new Counters();
  private RepairReport report;

  @BeforeEach
  void report() throws IOException {
    Job job = Job.getInstance(new Configuration(false));
    job.setJobID(new JobID("repair", 1));
    report = new RepairReport(job, "pages", new Path("found"));
  }

  private void count(RepairCounter counter) {
    counters.findCounter(RepairCounter.GROUP, counter.name()).increment(1);
  }

  private JobCounters tally() {
    return new JobCounters(counters);
  }

  private List<String> lines() throws IOException {
    return report.summary(tally(), Duration.ofSeconds(1), true).lines();
  }

  @Test
  void a_repair_that_leaves_only_newer_documents_is_done() throws IOException {
    count(RepairCounter.SETTLED);
    count(RepairCounter.NEWER);

    assertThat(report.outcome(tally())).isEqualTo(Outcome.DONE);
    assertThat(lines())
        .contains("settled                      1", "newer                        1")
        .noneMatch(line -> line.startsWith("gone"));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"READ", "SETTLED", "NEWER"})
  void whatever_else_is_left_is_told_with_what_to_do(RepairCounter left) throws IOException {
    count(left);
    String name = left.name().toLowerCase(Locale.ROOT).replace('_', ' ');

    assertThat(report.outcome(tally())).isEqualTo(Outcome.DIFFERENT);
    assertThat(lines())
        .anyMatch(line -> line.matches(name + " +1"))
        .anyMatch(line -> line.matches(name + ": .*(verify again|--delete.*)"));
  }

  @Test
  void a_dry_run_counts_what_the_repair_would_leave() throws IOException {
    Configuration conf = new Configuration(false);
    conf.setBoolean("sluice.dry-run", true);
    Job job = Job.getInstance(conf);
    job.setJobID(new JobID("repair", 2));
    report = new RepairReport(job, "pages", new Path("found"));
    count(RepairCounter.READ);
    count(RepairCounter.UNPROVEN);

    assertThat(report.outcome(tally())).isEqualTo(Outcome.DIFFERENT);
    assertThat(lines())
        .contains(
            "read                         1",
            "would index                  0",
            "would delete                 0",
            "unproven                     1")
        .last()
        .isEqualTo("dry run: nothing was sent, and no index was changed");
  }

  @Test
  void a_failed_repair_tells_what_it_left_and_how_to_go_on_after_a_rejected_document(
      @TempDir java.nio.file.Path dir) throws IOException {
    Configuration conf = new Configuration(false);
    conf.set("fs.defaultFS", "file:///");
    conf.set("sluice.job.dir", dir.toUri().toString());
    Job job = Job.getInstance(conf);
    job.setJobID(new JobID("repair", 3));
    report = new RepairReport(job, "pages", new Path("found"));
    count(RepairCounter.GONE);
    String before = report.advice();
    Files.createDirectory(dir.resolve("rejected"));

    assertThat(report.summary(tally(), Duration.ofSeconds(1), false).lines())
        .anyMatch(line -> line.matches("gone +at least 1"));
    assertThat(before).contains("Run the command again").doesNotContain("--errors-max");
    assertThat(report.advice()).contains("correct its source, or give --errors-max");
  }

  @Test
  void without_counters_nobody_is_told_that_nothing_is_left() {
    assertThatThrownBy(report::withoutCounters)
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("run 'sluice verify' again");
  }

  @Test
  void a_document_that_changed_while_the_repair_ran_is_left() throws IOException {
    counters.findCounter(LoadCounter.GROUP, LoadCounter.ALREADY_THERE.name()).increment(1);

    assertThat(report.outcome(tally())).isEqualTo(Outcome.DIFFERENT);
    assertThat(lines()).anyMatch(line -> line.matches("already there: .*verify again"));
  }

  @Test
  void rejected_documents_count_before_differences() {
    count(RepairCounter.CHANGED);
    counters.findCounter(LoadCounter.GROUP, LoadCounter.REJECTED.name()).increment(1);

    assertThat(report.outcome(tally())).isEqualTo(Outcome.REJECTED);
  }
}
