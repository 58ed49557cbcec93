package dev.sluice.cli.lines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.mapreduce.resume.CoveredInput;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that stop at random places of their splits, each with another cut, until all is read. */
class CoveredLinesTest {

  private static final int LINES = 60;

  @TempDir Path temp;

  private final Configuration conf = new Configuration();

  /** What all jobs together have read and covered. */
  private final List<String> covered = new ArrayList<>();

  private List<CoveredInput> inputs = new ArrayList<>();

  private static String content(Random random, int lines) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      text.append("{\"n\":").append(i).append(",\"x\":\"");
      text.append("y".repeat(random.nextInt(30))).append("\"}\n");
      text.append("\n".repeat(random.nextInt(10) == 0 ? 1 + random.nextInt(3) : 0));
    }
    return random.nextBoolean() ? text.toString() : text.toString().stripTrailing();
  }

  private org.apache.hadoop.fs.Path file(String name, byte[] bytes) throws Exception {
    return new org.apache.hadoop.fs.Path(Files.write(temp.resolve(name), bytes).toUri());
  }

  private List<FileSplit> cut(org.apache.hadoop.fs.Path file, long most) throws Exception {
    long length = status(file).getLen();
    List<FileSplit> splits = new ArrayList<>();
    for (long start = 0; start < length; start += most) {
      splits.add(new FileSplit(file, start, Math.min(most, length - start), new String[] {"host"}));
    }
    return splits;
  }

  private FileStatus status(org.apache.hadoop.fs.Path file) throws Exception {
    return file.getFileSystem(conf).getFileStatus(file);
  }

  /** Reads splits up to random records; some are never begun. */
  private void run(List<FileSplit> splits, Random random, boolean toTheEnd) throws Exception {
    for (FileSplit split : splits) {
      if (toTheEnd || random.nextInt(4) > 0) {
        JsonLinesReader reader = JsonLinesReader.withoutBlank();
        reader.open(split, conf);
        int most = toTheEnd ? Integer.MAX_VALUE : random.nextInt(12);
        boolean any = true;
        for (int i = 0; i < most && any; i++) {
          any = reader.nextKeyValue();
          if (any) {
            covered.add(reader.getCurrentValue().toString());
          }
        }
        inputs.add(CoveredInput.of(reader.input(), reader.place(), 0, !any));
        reader.close();
      }
    }
  }

  private void check(
      org.apache.hadoop.fs.Path file, String content, Random random, boolean divisible)
      throws Exception {
    covered.clear();
    inputs.clear();
    long length = status(file).getLen();
    int jobs = 2 + random.nextInt(4);
    for (int job = 0; job < jobs; job++) {
      long most = divisible ? 1 + random.nextInt((int) length) : length;
      List<FileSplit> left = CoveredLines.of(inputs).leftOf(cut(file, most));
      run(left, random, job == jobs - 1);
    }
    List<String> lines = content.lines().filter(line -> !line.isEmpty()).toList();

    assertThat(covered.stream().sorted().toList().equals(lines.stream().sorted().toList()))
        .as("each of %s lines once: %s were read", lines.size(), covered.size())
        .isTrue();
    assertThat(CoveredLines.of(inputs).leftOf(cut(file, length))).isEmpty();
  }

  @Test
  void whatever_the_cuts_each_line_of_a_plain_file_is_read_once() throws Exception {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      String content = content(random, 1 + random.nextInt(LINES));

      check(file("plain-" + seed + ".json", content.getBytes(UTF_8)), content, random, true);
    }
  }

  @Test
  void lines_of_a_file_that_cannot_be_cut_are_skipped() throws Exception {
    for (long seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      String content = content(random, LINES);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (OutputStream out = new GZIPOutputStream(bytes)) {
        out.write(content.getBytes(UTF_8));
      }

      check(file("gzip-" + seed + ".json.gz", bytes.toByteArray()), content, random, false);
    }
  }

  @Test
  void parts_of_a_compressed_file_that_were_begun_stay_parts() throws Exception {
    BZip2Codec codec = new BZip2Codec();
    codec.setConf(conf);
    for (long seed = 0; seed < 2; seed++) {
      Random random = new Random(seed);
      String content = content(random, 30_000); // more than one block
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      conf.set("io.compression.codec.bzip2.library", "java-builtin");
      try (OutputStream out = codec.createOutputStream(bytes)) {
        out.write(content.getBytes(UTF_8));
      }

      check(file("bzip2-" + seed + ".json.bz2", bytes.toByteArray()), content, random, true);
    }
  }

  @Test
  void a_file_that_changed_is_named() throws Exception {
    org.apache.hadoop.fs.Path file = file("in.json", "{}\n{}\n".getBytes(UTF_8));
    run(cut(file, 6), new Random(0), true);
    CoveredLines lines = CoveredLines.of(inputs);
    FileStatus now = status(file);

    assertThat(lines.changedIn(Map.of(file, now))).isEmpty();
    assertThat(lines.changedIn(Map.of())).hasValue(file + " is missing in the input");
    String then = ", but had 6 bytes of " + Instant.ofEpochMilli(now.getModificationTime());
    assertThat(lines.changedIn(Map.of(file, new FileStatus(3, false, 1, 1, 0, file))))
        .hasValue(file + " has 3 bytes of 1970-01-01T00:00:00Z" + then);
    assertThat(lines.changedIn(Map.of(file, new FileStatus(6, false, 1, 1, 1, file))))
        .hasValue(file + " has 6 bytes of 1970-01-01T00:00:00.001Z" + then);
  }
}
