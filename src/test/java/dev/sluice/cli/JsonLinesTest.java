package dev.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTest {

  @TempDir Path dir;

  @Test
  void blank_lines_are_left_out_and_offsets_stay_those_of_the_file() throws Exception {
    Path file = write("a.json", "{\"a\":1}\n\n  \r\n{\"b\":2}\r\n{\"c\":3}");

    assertThat(read(file, 1 << 20))
        .containsExactly("0 {\"a\":1}", "13 {\"b\":2}\r", "22 {\"c\":3}");
  }

  @Test
  void a_carriage_return_alone_ends_no_line() throws Exception {
    Path file = write("a.json", "{\"a\":1,\r\"b\":2}\n");

    assertThat(read(file, 1 << 20)).containsExactly("0 {\"a\":1,\r\"b\":2}");
  }

  @Test
  void a_compressed_file_gives_offsets_of_its_content() throws Exception {
    Path file = dir.resolve("a.json.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("{\"a\":1}\n{\"b\":2}\n".getBytes(UTF_8));
    }

    assertThat(read(file, 10)).containsExactly("0 {\"a\":1}", "8 {\"b\":2}");
  }

  @Test
  void splits_of_any_size_give_each_line_once() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 97; i++) {
      text.append("{\"n\":").append(i).append("}\n").append(i % 5 == 0 ? "\n" : "");
    }
    Path file = write("a.json", text.toString());
    List<String> whole = read(file, 1 << 20);

    assertThat(whole).hasSize(97);
    for (int size : new int[] {7, 11, 64, 131, 500}) {
      assertThat(read(file, size)).as("splits of %d bytes", size).isEqualTo(whole);
    }
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text, UTF_8);
  }

  private static List<String> read(Path file, long splitBytes) throws Exception {
    Job job = Job.getInstance(new Configuration());
    FileInputFormat.setInputPaths(job, file.toString());
    FileInputFormat.setMaxInputSplitSize(job, splitBytes);
    JsonLinesInputFormat format = new JsonLinesInputFormat();
    List<String> lines = new ArrayList<>();
    TaskAttemptContextImpl context =
        new TaskAttemptContextImpl(job.getConfiguration(), new TaskAttemptID());
    for (InputSplit split : format.getSplits(job)) {
      try (RecordReader<?, ?> reader = format.createRecordReader(split, context)) {
        reader.initialize(split, context);
        while (reader.nextKeyValue()) {
          lines.add(reader.getCurrentKey() + " " + reader.getCurrentValue());
        }
      }
    }
    return lines;
  }
}
