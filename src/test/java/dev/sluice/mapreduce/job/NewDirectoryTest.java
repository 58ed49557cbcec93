package dev.sluice.mapreduce.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.config.ConfigException;
import dev.sluice.mapreduce.EnvelopeOutputFormat;
import dev.sluice.mapreduce.IndexJob;
import dev.sluice.mapreduce.submit.WriteSubmission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewDirectoryTest {

  /** Where nobody can make a directory, the superuser included. */
  private static final String NOWHERE = "/proc/sluice";

  @TempDir Path temp;

  private final String home = System.getProperty("user.home");

  @AfterEach
  void home() {
    System.setProperty("user.home", home);
  }

  private static org.apache.hadoop.fs.Path path(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }

  private static Job writing() throws IOException {
    Job job = Job.getInstance();
    // Nobody is there: who asked first would fail otherwise.
    IndexJob.writeTo(job, "http://localhost:1", "pages");
    return job;
  }

  @Test
  void the_trial_leaves_nothing_behind() throws IOException {
    NewDirectory.of("x", path(temp.resolve("a/b/c"))).tryOut(new Configuration());

    try (var left = Files.list(temp)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void a_place_below_a_file_is_refused() throws IOException {
    Path file = Files.createFile(temp.resolve("file"));

    assertThatThrownBy(
            () -> NewDirectory.of("x", path(file.resolve("b"))).tryOut(new Configuration()))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("x is \"" + path(file.resolve("b")))
        .hasMessageEndingWith("which is not writable: " + path(file) + " is not a directory");
  }

  @Test
  void a_full_disk_is_found_before_the_job_begins() {
    assertThatThrownBy(
            () -> NewDirectory.of("x", path(temp.resolve("b"))).tryOut(FullDisk.configuration()))
        .isInstanceOf(ConfigException.class)
        .hasMessageEndingWith("which is not writable: " + FullDisk.WHY);
    assertThat(temp).isEmptyDirectory();
  }

  @Test
  void a_home_that_cannot_be_written_is_found_before_Elasticsearch_is_asked() throws IOException {
    System.setProperty("user.home", NOWHERE);
    WriteSubmission submission = WriteSubmission.of(writing());

    assertThatThrownBy(submission::complete)
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(
            "the job directory (sluice.job.dir is not set) is \"file:/proc/sluice/.sluice/")
        .hasMessageEndingWith("cannot create a directory in file:/proc");
  }

  @Test
  void a_job_directory_that_cannot_be_made_is_found_before_Elasticsearch_is_asked()
      throws IOException {
    Job job = writing();
    job.getConfiguration().set("sluice.job.dir", NOWHERE);
    WriteSubmission submission = WriteSubmission.of(job);

    assertThatThrownBy(submission::complete)
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("sluice.job.dir is \"file:/proc/sluice\", which is not writable");
  }

  @Test
  void a_job_directory_that_is_no_path_is_named() throws IOException {
    Job job = writing();
    job.getConfiguration().set("sluice.job.dir", "a:b");

    assertThatThrownBy(() -> WriteSubmission.of(job))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("sluice.job.dir is \"a:b\" but must be a path");
  }

  @Test
  void an_output_directory_that_cannot_be_made_is_found_at_submit() throws IOException {
    Job job = Job.getInstance();
    IndexJob.dumpTo(job, new org.apache.hadoop.fs.Path(NOWHERE));

    assertThatThrownBy(() -> new EnvelopeOutputFormat().checkOutputSpecs(job))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(
            "the output directory is \"file:/proc/sluice\", which is not writable");
  }

  @Test
  void an_output_directory_that_exists_is_refused_with_what_to_do() throws IOException {
    Job job = Job.getInstance();
    FileOutputFormat.setOutputPath(job, path(temp));

    assertThatThrownBy(() -> new EnvelopeOutputFormat().checkOutputSpecs(job))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("which already exists: use a new directory, or continue the dump");
  }

  @Test
  void a_disk_that_is_full_later_fails_the_task_by_the_name_of_the_file() throws IOException {
    TaskFile file = TaskFile.create(path(temp.resolve("part-0")), FullDisk.configuration());

    file.write(new byte[9], 0, 9);

    assertThatThrownBy(file::close)
        .isInstanceOf(IOException.class)
        .hasMessage("cannot write " + path(temp.resolve("part-0")) + ": " + FullDisk.WHY);
  }
}
