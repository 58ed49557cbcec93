package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RejectedFilesTest {

  private static final String LINE = "{\"_index\":\"i\",\"_id\":\"1\",\"_source\":{}}\n";

  @TempDir Path job;

  private void file(String name, String content) throws IOException {
    Path file = job.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private RejectedFiles in(String name) throws IOException {
    return RejectedFiles.in(job.resolve(name).toString(), new Configuration());
  }

  @Test
  void a_job_without_rejected_has_nothing_to_replay_whatever_else_is_there() throws IOException {
    file("failed/attempt_17_0042_m_000007_0.ndjson", LINE);
    file("index.json", LINE);
    file("manifests/part-m-00000.json", LINE);

    assertThat(in("").index()).isEmpty();
    assertThat(in("").path().getName()).isEqualTo("rejected");
    assertThat(in("").isOfFailedJob()).isTrue();
  }

  @Test
  void a_job_has_failed_unless_it_says_that_it_has_not() throws IOException {
    file("manifests/part-m-00000.json", LINE);
    file("rejected/part-m-00000.ndjson", LINE);

    for (String name : new String[] {"", "rejected", "rejected/part-m-00000.ndjson"}) {
      assertThat(in(name).isOfFailedJob()).as(name).isTrue();
      assertThat(in(name).index()).contains("i");
    }
    file("_SUCCESS", "");
    for (String name : new String[] {"", "rejected", "rejected/part-m-00000.ndjson"}) {
      assertThat(in(name).isOfFailedJob()).as(name).isFalse();
      assertThat(in(name).job())
          .as(name)
          .map(path -> path.toUri().getPath())
          .contains(job.toString());
    }
  }

  @Test
  void a_copy_of_the_lines_is_of_no_job() throws IOException {
    file("mended/a.ndjson", LINE);
    file("copy/rejected/a.ndjson", LINE);

    assertThat(in("mended").index()).contains("i");
    assertThat(in("mended").isOfFailedJob()).isFalse();
    assertThat(in("mended").job()).isEmpty();
    assertThat(in("copy/rejected").isOfFailedJob()).isFalse();
  }

  @ValueSource(
      strings = {
        "failed",
        "failed/a.ndjson",
        "unknown",
        "unknown/a.ndjson",
        "index.json",
        "manifests"
      })
  @ParameterizedTest
  void what_is_not_for_replaying_is_refused(String name) throws IOException {
    file("failed/a.ndjson", LINE);
    file("unknown/a.ndjson", LINE);
    file("manifests/a.json", LINE);
    file("index.json", LINE);

    assertThatThrownBy(() -> in(name))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("only rejected/ can be replayed");
  }

  @Test
  void a_directory_of_jobs_is_refused() throws IOException {
    file("job_1/failed/a.ndjson", LINE);
    file("job_2/rejected/a.ndjson", LINE);

    assertThatThrownBy(() -> in(""))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("must be the directory of a job");
  }

  @Test
  void a_path_that_is_none_is_a_mistake() {
    assertThatThrownBy(() -> RejectedFiles.in("", new Configuration()))
        .isInstanceOf(ConfigException.class)
        .hasMessage("--input is empty but must name files or directories");
    assertThatThrownBy(() -> RejectedFiles.in("s3a://b/x", new Configuration()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("hadoop-aws");
  }
}
