package dev.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfDirectoryTest {

  @TempDir Path dir;

  private Configuration applied(String properties) throws IOException {
    Files.writeString(dir.resolve("sluice.properties"), properties, UTF_8);
    Configuration conf = new Configuration(false);
    conf.set("fs.defaultFS", "hdfs://from-the-files-of-hadoop");
    ConfDirectory.at(dir).applyTo(conf);
    return conf;
  }

  @Test
  void keys_of_the_file_are_set_over_those_of_Hadoop() throws IOException {
    Configuration conf =
        applied("# a comment\nsluice.nodes = http://es-1:9200 \nfs.defaultFS=hdfs://x\n#a=b\n");

    assertThat(conf.get("sluice.nodes")).isEqualTo("http://es-1:9200");
    assertThat(conf.get("fs.defaultFS")).isEqualTo("hdfs://x");
    assertThat(conf.get("a")).isNull();
  }

  @Test
  void the_file_is_UTF_8() throws IOException {
    assertThat(applied("sluice.index=sch\u00f6n").get("sluice.index")).isEqualTo("sch\u00f6n");
  }

  @Test
  void a_directory_without_the_file_sets_nothing() {
    Configuration conf = new Configuration(false);

    ConfDirectory.at(dir).applyTo(conf);

    assertThat(conf).isEmpty();
  }

  @Test
  void a_file_that_is_no_properties_file_is_named() {
    assertThatThrownBy(() -> applied("a=\\u12"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("sluice.properties")
        .hasMessageContaining("SLUICE_CONF_DIR");
  }
}
