package dev.sluice.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The figures of commands in Hadoop's metrics, in a sink that a file of properties configures. */
@Timeout(180)
final class MetricsIT {

  @TempDir Path dir;

  private CommandLine load(Index index) throws IOException, InterruptedException {
    Path input = Files.createDirectory(dir.resolve("in"));
    for (String file : List.of("a", "b")) {
      Files.writeString(
          input.resolve(file + ".json"),
          IntStream.range(0, 50)
              .mapToObj(i -> "{\"n\":" + i + "}\n")
              .collect(Collectors.joining()));
    }
    List<String> args = new ArrayList<>();
    args.addAll(List.of("-cp", dir + File.pathSeparator + CommandLine.classpath(entry -> true)));
    args.addAll(List.of("dev.sluice.cli.Sluice", "load", "--input", input.toString()));
    args.addAll(List.of("--nodes", ElasticsearchServer.shared().url(), "--index", index.name()));
    args.addAll(List.of("-D", "sluice.job.dir=" + dir.resolve("job")));
    return CommandLine.java(Path.of(System.getProperty("java.home")), args);
  }

  private List<String> written(String record) throws IOException {
    return Files.readAllLines(dir.resolve("metrics")).stream()
        .filter(line -> line.contains(" sluice." + record + ": "))
        .toList();
  }

  @Test
  void a_command_sends_the_counters_of_its_job_and_of_its_local_tasks_to_the_sink_it_has()
      throws Exception {
    Files.writeString(
        dir.resolve("hadoop-metrics2.properties"),
        """
        *.period=1
        sluice.sink.file.class=org.apache.hadoop.metrics2.sink.FileSink
        sluice.sink.file.filename=%s
        """
            .formatted(dir.resolve("metrics")));
    try (Index index = ElasticsearchServer.shared().index("metrics")) {
      CommandLine load = load(index);

      assertThat(load.code()).as(load.out() + load.err()).isZero();
      assertThat(written("SluiceJob"))
          .last()
          .asString()
          .contains("Index=" + index.name() + ",", " Given=100, Indexed=100,", " Outstanding=0");
      assertThat(written("SluiceLoad"))
          .allMatch(line -> line.contains("Index=" + index.name() + ","))
          .anyMatch(line -> line.contains("_m_000000_0, ") && line.contains(" Indexed=50,"))
          .anyMatch(line -> line.contains("_m_000001_0, ") && line.contains(" Indexed=50,"));
    }
  }
}
