package dev.sluice.mapreduce.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.bulk.limit.Rate;
import dev.sluice.mapreduce.job.JobDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlFilesTest {

  @TempDir java.nio.file.Path directory;

  private ControlFiles files() {
    return ControlFiles.in(JobDirectory.at(new Path(directory.toUri())), new Configuration());
  }

  @Test
  void a_job_without_control_files_has_no_wish_and_no_count() throws Exception {
    assertThat(files().job()).isEmpty();
    assertThat(files().tasks()).isEmpty();
  }

  @Test
  void the_last_wish_and_the_last_count_are_read() throws Exception {
    files().write(JobControl.NONE.paused(true));
    files().write(JobControl.NONE.paused(true).with(Rate.of(20 << 20, 0)));
    files().writeTasks(64);
    files().writeTasks(4);

    JobControl read = files().job().orElseThrow();

    assertThat(read.isPaused()).isTrue();
    assertThat(read.rate()).contains(Rate.of(20 << 20, 0));
    assertThat(files().tasks()).isEqualTo(OptionalInt.of(4));
  }

  @Test
  void a_rate_without_a_limit_differs_from_no_wish() throws Exception {
    files().write(JobControl.NONE.with(Rate.UNLIMITED));
    assertThat(files().job().orElseThrow().rate()).contains(Rate.UNLIMITED);

    files().write(JobControl.NONE);
    assertThat(files().job().orElseThrow().rate()).isEmpty();
  }

  @Test
  void a_watch_reads_only_what_has_changed_and_sees_two_changes_in_one_second() throws Exception {
    ControlWatch watch = new ControlWatch(files());
    watch.look();
    assertThat(watch.job()).isEmpty();
    files().writeTasks(4);
    java.nio.file.Path file = directory.resolve("control/tasks");
    FileTime time = Files.getLastModifiedTime(file);
    watch.look();
    assertThat(watch.tasks()).isEqualTo(OptionalInt.of(4));

    files().writeTasks(5);
    Files.setLastModifiedTime(file, time);
    watch.look();
    assertThat(watch.tasks()).as("a change in the same second").isEqualTo(OptionalInt.of(5));

    files().writeTasks(6);
    Files.setLastModifiedTime(file, time);
    watch.look();
    assertThat(watch.tasks()).as("was not read again").isEqualTo(OptionalInt.of(5));
  }

  @Test
  void a_file_that_is_not_a_control_file_is_an_error() throws Exception {
    Files.createDirectories(directory.resolve("control"));
    Files.writeString(directory.resolve("control/job"), "{\"paused\":tr");
    Files.writeString(directory.resolve("control/tasks"), "many");

    assertThatThrownBy(() -> files().job())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("control file is truncated");
    assertThatThrownBy(() -> files().tasks()).hasMessageContaining("is \"many\"");
  }
}
