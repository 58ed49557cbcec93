package dev.sluice.mapreduce.resume;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.config.ConfigException;
import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.mapreduce.owner.JobOwner;
import dev.sluice.mapreduce.owner.OwnerLookup;
import dev.sluice.mapreduce.owner.OwnerState;
import dev.sluice.report.JobFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResumeCheckTest {

  private static final String JOB = "job_1700000000000_0042";
  private static final String LATER = "job_1700000000000_0043";

  @TempDir Path dir;

  private final Configuration conf = new Configuration(false);
  private OwnerState state = OwnerState.ENDED;

  private final OwnerLookup owners =
      new OwnerLookup() {
        @Override
        public OwnerState state(JobOwner owner) {
          return state;
        }

        @Override
        public Optional<String> problem() {
          return Optional.of("connection refused");
        }
      };

  private JobDirectory job(String id, JobFacts.State end) throws IOException {
    Path job = Files.createDirectories(dir.resolve(id));
    JobFacts begun = JobFacts.begun(id, "n", "u", "pages", 1, Map.of(), Map.of());
    JobFacts facts = end == JobFacts.State.RUNNING ? begun : begun.ended(end, 2);
    Files.write(job.resolve("job.json"), facts.toJson());
    JobDirectory directory = directory(id);
    JobOwner.ofProcess(id, "node-7", "17 4").write(directory, conf);
    return directory;
  }

  private JobDirectory directory(String id) {
    return JobDirectory.at(new org.apache.hadoop.fs.Path(dir.resolve(id).toUri()));
  }

  private String path(String id) {
    return "file:" + dir.resolve(id);
  }

  private void record(JobDirectory directory) throws IOException {
    new JobRecord(JOB, 1, JobTerms.of(conf), Collections.emptyMap(), JobRecord.Inherited.NOTHING)
        .write(directory, conf);
  }

  private AbstractThrowableAssert<?, ?> refusal(JobDirectory directory, boolean force) {
    return assertThatThrownBy(() -> new ResumeCheck(conf, owners, force).check(directory))
        .isInstanceOf(ConfigException.class);
  }

  private void assertPasses(JobDirectory directory, boolean force) {
    assertThatCode(() -> new ResumeCheck(conf, owners, force).check(directory))
        .doesNotThrowAnyException();
  }

  @Test
  void a_job_that_failed_or_whose_process_ended_can_be_resumed_whatever_its_age()
      throws IOException {
    assertPasses(job(JOB, JobFacts.State.FAILED), false);
    assertPasses(job(JOB, JobFacts.State.KILLED), false);
    assertPasses(job(JOB, JobFacts.State.RUNNING), false);
  }

  @Test
  void a_job_that_succeeded_is_no_job_to_resume() throws IOException {
    refusal(job(JOB, JobFacts.State.SUCCEEDED), true)
        .hasMessageContaining("has already succeeded: nothing to resume");
  }

  @Test
  void a_job_that_runs_is_refused_also_by_force() throws IOException {
    state = OwnerState.ALIVE;

    refusal(job(JOB, JobFacts.State.RUNNING), true)
        .hasMessageContaining("its job " + JOB + " still runs. Wait for its end, or kill it");
  }

  @ParameterizedTest
  @EnumSource(
      value = OwnerState.class,
      names = {"ELSEWHERE", "UNREACHABLE", "UNRECORDED"})
  void a_job_that_may_still_run_needs_force(OwnerState unsure) throws IOException {
    state = unsure;
    JobDirectory directory = job(JOB, JobFacts.State.RUNNING);

    refusal(directory, false)
        .hasMessageContaining("may still run")
        .hasMessageContaining("--force says that it does not");
    assertPasses(directory, true);
  }

  @Test
  void a_directory_without_a_job_is_named() throws IOException {
    Files.createDirectories(dir.resolve("empty"));

    refusal(directory("empty"), true)
        .hasMessageContaining("it is not the directory of a job: it has no job.json");
  }

  @Test
  void a_job_that_ended_before_it_began_is_named() throws IOException {
    JobDirectory directory = job(JOB, JobFacts.State.RUNNING);
    Files.delete(dir.resolve(JOB).resolve("job.json"));

    refusal(directory, true).hasMessageContaining("ended before it began to write");
  }

  @Test
  void a_job_that_was_resumed_by_a_running_one_is_in_use() throws IOException {
    JobDirectory directory = job(JOB, JobFacts.State.KILLED);
    ResumeClaim.write(directory, directory(LATER), LATER, conf);
    state = OwnerState.ALIVE;

    refusal(directory, true)
        .hasMessageContaining("job " + LATER + ", which resumes it, still runs");
  }

  @Test
  void a_job_that_was_resumed_by_one_that_failed_names_that_one() throws IOException {
    JobDirectory directory = job(JOB, JobFacts.State.KILLED);
    ResumeClaim.write(directory, directory(LATER), LATER, conf);
    record(job(LATER, JobFacts.State.FAILED));

    refusal(directory, false)
        .hasMessageContaining("has come further: give --resume " + path(LATER));
    assertPasses(directory, true);
  }

  @Test
  void a_job_that_was_resumed_by_one_that_never_began_can_be_resumed_again() throws IOException {
    JobDirectory directory = job(JOB, JobFacts.State.KILLED);

    ResumeClaim.write(directory, directory(LATER), LATER, conf);

    assertPasses(directory, false);
  }

  @Test
  void a_job_that_was_resumed_by_one_that_succeeded_is_complete() throws IOException {
    JobDirectory directory = job(JOB, JobFacts.State.KILLED);
    ResumeClaim.write(directory, directory(LATER), LATER, conf);
    job(LATER, JobFacts.State.SUCCEEDED);

    refusal(directory, true)
        .hasMessageContaining("job " + LATER + " has resumed " + directory + " and succeeded");
  }
}
