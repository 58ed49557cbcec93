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
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

class HadoopOptionsTest {

  @TempDir Path dir;

  @Command
  static final class Probe {
    @Mixin HadoopOptions hadoop;

    @Option(names = "--index")
    String index;
  }

  private static Configuration parse(String... args) {
    Probe probe = new Probe();
    new CommandLine(probe).parseArgs(args);
    Configuration conf = new Configuration(false);
    probe.hadoop.applyTo(conf);
    return conf;
  }

  @Test
  void definitions_stand_anywhere_joined_or_apart() {
    Configuration conf = parse("-D", "a=1", "--index", "i", "-Db=2", "-D", "c=x=y,z");

    assertThat(conf.get("a")).isEqualTo("1");
    assertThat(conf.get("b")).isEqualTo("2");
    assertThat(conf.get("c")).isEqualTo("x=y,z");
  }

  @Test
  void a_definition_wins_over_a_file() throws IOException {
    Path file = dir.resolve("site.xml");
    Files.writeString(
        file,
        "<configuration><property><name>a</name><value>file</value></property>"
            + "<property><name>b</name><value>file</value></property></configuration>",
        UTF_8);

    Configuration conf = parse("-D", "a=line", "-conf", file.toString());

    assertThat(conf.get("a")).isEqualTo("line");
    assertThat(conf.get("b")).isEqualTo("file");
  }

  @Test
  void file_system_and_job_tracker_are_Hadoops() {
    Configuration conf = parse("-fs", "file:///", "-jt", "local");

    assertThat(conf.get("fs.defaultFS")).isEqualTo("file:///");
    assertThat(conf.get("mapreduce.framework.name")).isEqualTo("local");
  }

  @Test
  void a_file_of_keys_that_is_not_there_is_a_mistake() {
    assertThatThrownBy(() -> parse("-conf", dir.resolve("none.xml").toString()))
        .isInstanceOf(ConfigException.class)
        .hasMessage("-conf is \"" + dir.resolve("none.xml") + "\", but the file does not exist");
    assertThatThrownBy(() -> parse("-conf", dir.toString()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("that is not a file");
  }
}
