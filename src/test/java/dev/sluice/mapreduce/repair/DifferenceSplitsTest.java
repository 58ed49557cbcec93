package dev.sluice.mapreduce.repair;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testing.Fuzz;
import dev.sluice.verify.Difference;
import dev.sluice.verify.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DifferenceSplitsTest {

  @TempDir Path dir;

  private final Configuration conf = new Configuration();

  private static List<Difference> differences(Random random) {
    List<Difference> all = new ArrayList<>();
    for (int id = 0; id < 40; id++) {
      for (int copies = random.nextInt(4); copies >= 0; copies--) {
        all.add(
            Difference.of("\u00e4" + id, Kind.MISROUTED)
                .routing("x".repeat(random.nextInt(60)))
                .build());
      }
    }
    return all;
  }

  private void write(List<Difference> all, OutputStream out) throws IOException {
    try (out) {
      for (Difference one : all) {
        out.write((one.toJson() + "\n").getBytes(UTF_8));
      }
    }
  }

  private List<List<Difference>> read(Path file, long size) throws Exception {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file.toUri());
    FileStatus status = FileSystem.getLocal(conf).getFileStatus(path);
    TaskAttemptContext task = new TaskAttemptContextImpl(conf, new TaskAttemptID());
    List<List<Difference>> parts = new ArrayList<>();
    for (InputSplit split : new DifferenceSplits(conf, size).of(List.of(status))) {
      List<Difference> part = new ArrayList<>();
      try (DifferenceReader reader = new DifferenceReader()) {
        reader.initialize(split, task);
        while (reader.nextKeyValue()) {
          part.add((Difference) reader.getCurrentValue());
        }
      }
      parts.add(part);
    }
    return parts;
  }

  @Test
  void every_difference_is_read_once_and_those_of_an_id_by_one_task() {
    Fuzz.seeds(
        random -> {
          List<Difference> all = differences(random);
          Path file = dir.resolve("part-r-00000");
          write(all, Files.newOutputStream(file));

          List<List<Difference>> parts = read(file, 1 + random.nextInt(2_000));

          assertThat(parts.stream().flatMap(List::stream)).isEqualTo(all);
          for (int i = 1; i < parts.size(); i++) {
            List<Difference> before = parts.get(i - 1);
            assertThat(before.get(before.size() - 1).id()).isNotEqualTo(parts.get(i).get(0).id());
          }
        });
  }

  @Test
  void a_compressed_file_is_read_by_one_task() throws Exception {
    List<Difference> all = differences(new Random(1));
    Path file = dir.resolve("part-r-00000.gz");
    write(all, new GZIPOutputStream(Files.newOutputStream(file)));

    assertThat(read(file, 10)).containsExactly(all);
  }

  @Test
  void a_line_that_is_no_difference_is_named_with_its_file_and_place() throws Exception {
    Path file = dir.resolve("part-r-00000");
    Files.writeString(file, "{\"id\":\"a\",\"kind\":\"EXTRA\"}\nnonsense\n");

    assertThatThrownBy(() -> read(file, 1_000))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("byte 35 of")
        .hasMessageContaining("part-r-00000")
        .hasMessageContaining("nonsense");
  }
}
