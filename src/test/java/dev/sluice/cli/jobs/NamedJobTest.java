package dev.sluice.cli.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedJobTest {

  private static final String HOME = "dev.sluice.test.home";

  @TempDir Path home;

  private final Configuration conf = new Configuration();

  /** A local file system whose home directory is not that of the process. */
  public static final class Housed extends LocalFileSystem {
    @Override
    public org.apache.hadoop.fs.Path getHomeDirectory() {
      return makeQualified(new org.apache.hadoop.fs.Path(getConf().get(HOME)));
    }
  }

  @BeforeEach
  void setHome() {
    conf.set(HOME, home.toString());
    conf.setClass("fs.file.impl", Housed.class, FileSystem.class);
    conf.setBoolean("fs.file.impl.disable.cache", true);
  }

  @ValueSource(strings = {"job_1_0042", ".sluice/job_1_0042"})
  @ParameterizedTest
  void a_job_of_the_home_directory_is_found_by_its_id(String name) throws IOException {
    Files.createDirectories(home.resolve(".sluice/job_1_0042"));

    assertThat(NamedJob.find("JOB_DIR", name, conf).toUri().getPath())
        .isEqualTo(home.resolve(".sluice/job_1_0042").toString());
  }

  @Test
  void a_path_that_exists_is_meant_itself() throws IOException {
    Path job = Files.createDirectories(home.resolve("other/job_1_0042"));

    assertThat(NamedJob.find("JOB_DIR", job.toString(), conf).toUri().getPath())
        .isEqualTo(job.toString());
    assertThat(NamedJob.find("JOB_DIR", "src", conf).getName()).isEqualTo("src");
  }

  @Test
  void a_job_that_there_is_not_is_told_with_all_places_where_it_could_be() {
    assertThatThrownBy(() -> NamedJob.find("JOB_DIR", "job_9", conf))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("JOB_DIR is \"job_9\", but it does not exist: there is neither file:")
        .hasMessageContaining("/job_9 nor file:" + home + "/.sluice/job_9. A job creates");
    assertThatThrownBy(() -> NamedJob.find("--input", home + "/x", conf))
        .hasMessageContaining("there is no file:" + home + "/x. A job creates");
  }
}
