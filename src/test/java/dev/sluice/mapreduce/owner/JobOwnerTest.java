package dev.sluice.mapreduce.owner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.mapreduce.Attempt;
import dev.sluice.mapreduce.job.JobDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobOwnerTest {

  @TempDir Path dir;

  private final Configuration conf = new Configuration(false);

  private JobDirectory directory() {
    return JobDirectory.at(new org.apache.hadoop.fs.Path(dir.toUri()));
  }

  private Optional<JobOwner> read() throws IOException {
    return JobOwner.in(directory(), conf);
  }

  @Test
  void a_job_records_the_process_that_sets_it_up() throws Exception {
    Attempt attempt = Attempt.first(dir);

    attempt.committer().setupJob(attempt.context);

    JobOwner owner = read().orElseThrow();
    assertThat(owner.job()).isEqualTo(attempt.context.getJobID().toString());
    assertThat(owner.application()).isEmpty();
    try (RunningOwners owners = new RunningOwners(conf)) {
      assertThat(owners.state(owner)).isEqualTo(OwnerState.ALIVE);
      assertThat(owners.problem()).isEmpty();
    }
  }

  @Test
  void an_application_is_read_as_it_was_written() throws IOException {
    JobOwner.ofApplication("job_1_0002", "application_1_0002").write(directory(), conf);

    assertThat(read().orElseThrow().application()).hasValue("application_1_0002");
    assertThat(read().orElseThrow().job()).isEqualTo("job_1_0002");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"job\":\"job_1_0002\"", "{\"job\":\"job_1_0002\"}", "[1]"})
  void a_file_that_is_cut_short_or_not_ours_is_as_none(String text) throws IOException {
    Files.write(dir.resolve("owner.json"), text.getBytes(UTF_8));

    assertThat(read()).isEmpty();
  }

  @Test
  void the_application_of_a_container_is_known_by_its_name() {
    assertThat(JobOwner.application("container_e17_1410901177871_0042_01_000005"))
        .isEqualTo("application_1410901177871_0042");
    assertThat(JobOwner.application("container_1410901177871_0042_02_000001"))
        .isEqualTo("application_1410901177871_0042");
    assertThat(JobOwner.application("a-pod")).isEmpty();
    assertThat(JobOwner.application(null)).isEmpty();
  }
}
