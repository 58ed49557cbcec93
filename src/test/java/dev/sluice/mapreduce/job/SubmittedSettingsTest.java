package dev.sluice.mapreduce.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.task.JobContextImpl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmittedSettingsTest {

  @TempDir Path directory;

  private final Configuration ofTask = new Configuration();

  @BeforeEach
  void useDirectory() {
    ofTask.set("sluice.job.dir", directory.toUri().toString());
  }

  private JobContextImpl job(Configuration conf) {
    return new JobContextImpl(conf, new JobID("17", 42));
  }

  @Test
  void a_task_with_the_configuration_from_before_the_checks_gets_what_they_added()
      throws IOException {
    JobContextImpl checked = job(new Configuration(ofTask));
    checked.getConfiguration().set("sluice.pipeline", "ü\u0001\r\n");
    IndexPlan.creating("pages", Optional.of("{\"a\":\"${user.name}\"}"))
        .store(checked.getConfiguration());
    SubmittedSettings.write(checked);

    JobContextImpl task = job(ofTask);
    assertThat(SubmittedSettings.complete(task)).isTrue();

    IndexPlan plan = IndexPlan.load(task.getConfiguration());
    assertThat(plan.creates()).isTrue();
    assertThat(plan.body()).contains("{\"a\":\"${user.name}\"}");
    assertThat(task.getConfiguration().get("sluice.pipeline")).isEqualTo("ü\u0001\r\n");
  }

  @Test
  void a_task_that_has_the_plan_keeps_its_configuration() throws IOException {
    IndexPlan.existing("pages").store(ofTask);

    assertThat(SubmittedSettings.complete(job(ofTask))).isTrue();

    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void a_job_without_the_file_was_not_checked() throws IOException {
    assertThat(SubmittedSettings.complete(job(ofTask))).isFalse();
  }

  @Test
  void nothing_but_settings_of_Sluice_is_written() throws IOException {
    Configuration conf = new Configuration(ofTask);
    conf.set("es.net.http.auth.pass", "hunter2");

    SubmittedSettings.write(job(conf));

    assertThat(
            Files.readString(
                directory.resolve("settings"), java.nio.charset.StandardCharsets.ISO_8859_1))
        .contains("sluice.job.dir")
        .doesNotContain("hunter2");
  }
}
