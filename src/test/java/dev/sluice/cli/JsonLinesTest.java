package dev.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.cli.lines.InputIds;
import dev.sluice.cli.lines.JsonLinesInputFormat;
import dev.sluice.cli.lines.JsonLinesReader;
import dev.sluice.cli.lines.LineLimit;
import dev.sluice.config.ConfigException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.apache.hadoop.io.compress.Decompressor;
import org.apache.hadoop.io.compress.DefaultCodec;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.hadoop.security.AccessControlException;
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
    Path file = write("a.json.gz", "{\"a\":1}\n{\"b\":2}\n");

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

  @Test
  void a_line_longer_than_hadoops_limit_is_cut_and_not_left_out() throws Exception {
    conf.setInt("mapreduce.input.linerecordreader.line.maxlength", 10);
    String text = "{\"a\":1}\n{\"b\":\"0123456789\"}\n{\"c\":345}\n{\"d\":3456}\n";

    for (String name : List.of("a.json", "a.json.gz", "a.json.bz2")) {
      assertThat(read(write(name, text), 1 << 20))
          .as(name)
          .containsExactly("0 {\"a\":1}", "8 {\"b\":\"01234", "27 {\"c\":345}", "37 {\"d\":3456}");
    }
    assertThat(read(write("a.json", text), 9)).hasSize(4);
    assertThat(LineLimit.of(conf).isExceededBy(new Text("{\"c\":3456"))).isFalse();
    assertThat(LineLimit.of(conf).isExceededBy(new Text("{\"b\":\"01234"))).isTrue();
  }

  @Test
  void a_line_larger_than_the_engine_could_take_is_cut() throws Exception {
    conf.set("sluice.bulk.memory", "64kb");
    Path file = write("a.json", "{\"a\":\"" + "x".repeat(200_000) + "\"}\n{\"b\":1}\n");

    List<String> lines = read(file, 1 << 20);

    assertThat(lines.get(0)).hasSize("0 ".length() + 64 * 1024 + 1);
    assertThat(lines.get(1)).isEqualTo("200009 {\"b\":1}");
  }

  @Test
  void a_byte_order_mark_at_the_beginning_of_a_file_is_no_part_of_its_first_line()
      throws Exception {
    conf.setInt("mapreduce.input.linerecordreader.line.maxlength", 7);

    assertThat(read(write("a.json", "\uFEFF{\"a\":1}\n{\"b\":2}"), 1 << 20))
        .containsExactly("0 {\"a\":1}", "11 {\"b\":2}");
    assertThat(read(write("a.json", "\uFEFF\n{\"b\":2}"), 1 << 20)).containsExactly("4 {\"b\":2}");
  }

  @Test
  void a_file_of_another_kind_is_refused_by_name() throws Exception {
    Path utf16 = Files.write(dir.resolve("a.json"), "{\"a\":1}\n".getBytes(UTF_16));
    Path xz = Files.write(dir.resolve("b.json"), new byte[] {(byte) 0xFD, '7', 'z', 'X', 'Z', 0});

    assertThatThrownBy(() -> read(utf16, 1 << 20))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("file:" + utf16 + " looks like UTF-16 text: convert it");
    assertThatThrownBy(() -> read(xz, 1 << 20))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("file:" + xz + " looks like an xz file");
  }

  @Test
  void a_file_that_cannot_be_read_to_its_end_is_named_with_the_place_and_the_cause()
      throws Exception {
    Path whole = write("a.json.gz", "{\"a\":1}\n".repeat(100_000));
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(dir.resolve("cut.json.gz"), Arrays.copyOf(bytes, bytes.length / 2));
    Path none = Files.writeString(dir.resolve("none.json.gz"), "{\"a\":1}\n".repeat(9));

    assertThatThrownBy(() -> read(cut, 1 << 20))
        .isInstanceOf(IOException.class)
        .hasMessageMatching(
            "reading file:" + cut + ", line at byte \\d+: Unexpected end of input stream");
    assertThatThrownBy(() -> read(none, 1 << 20))
        .isInstanceOf(IOException.class)
        .hasMessage("reading file:" + none + ", line at byte 0: not a gzip file");
  }

  @Test
  void a_file_that_cannot_be_opened_is_named_with_the_cause() throws Exception {
    Path colon = write("a:b.json", "{\"a\":1}\n");

    assertThatThrownBy(() -> read(colon, 1 << 20))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(colon.getFileName() + " (Hadoop cannot read names with a colon)");
    assertThatThrownBy(() -> readSplit(new org.apache.hadoop.fs.Path(colon.toUri())))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("opening file:" + colon + ": ")
        .hasMessageEndingWith("cannot open names with a colon: rename the file");
    conf.setClass("fs.closed.impl", ClosedFileSystem.class, FileSystem.class);
    assertThatThrownBy(() -> readSplit(new org.apache.hadoop.fs.Path("closed:///x/a.json")))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "opening closed:/x/a.json: Permission denied: user=me, access=READ, inode=/x/a.json");
  }

  @Test
  void a_codec_whose_library_is_missing_is_named_with_what_to_do() throws Exception {
    conf.set("io.compression.codecs", LackingCodec.class.getName());
    Path file = write("a.json", "");
    Path lacking = Files.move(file, dir.resolve("a.json.lacking"));

    assertThatThrownBy(() -> readSplit(new org.apache.hadoop.fs.Path(lacking.toUri())))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "opening file:"
                + lacking
                + ": LackingCodec cannot be used here (native library not available): install"
                + " its native library, or compress the file with gzip or bzip2");
  }

  @Test
  void ids_of_lines_are_the_same_for_splits_of_any_size() throws Exception {
    InputIds.use(conf);
    for (String name : List.of("a.json", "a.json.gz", "a.json.bz2")) {
      Path file = write(name, "{\"a\":1}\n\n{\"b\":2}\n{\"c\":3}\n{\"d\":4}");
      List<String> whole = ids(file, 1 << 20);

      assertThat(whole).hasSize(4).doesNotHaveDuplicates();
      for (int size = 1; size < 40; size++) {
        assertThat(ids(file, size)).as("%s in splits of %d", name, size).isEqualTo(whole);
      }
    }
  }

  @Test
  void ids_of_lines_are_made_of_the_whole_path_and_the_offset_and_of_nothing_else() {
    InputIds.use(conf);

    assertThat(id("hdfs://ns1/data/a.json", 0)).isEqualTo("93W91tdpv3qT4upO-XI3wg_0");
    assertThat(id("hdfs://ns1/data/a.json", 4_711)).endsWith("_4711");
    assertThat(id("hdfs://ns2/data/a.json", 0)).isNotEqualTo(id("hdfs://ns1/data/a.json", 0));
    assertThat(id("hdfs://ns1/other/a.json", 0)).isNotEqualTo(id("hdfs://ns1/data/a.json", 0));
  }

  private String id(String path, long offset) {
    FileSplit split = new FileSplit(new org.apache.hadoop.fs.Path(path), 0, 1, null);
    return InputIds.of(split, conf).at(new LongWritable(offset)).orElseThrow();
  }

  @Test
  void splits_of_any_file_give_each_line_once_compressed_or_not() throws Exception {
    long seed = Long.getLong("sluice.fuzz.seed", 20_261_126);
    Random random = new Random(seed);
    long end = System.nanoTime() + 1_000_000_000L * Integer.getInteger("sluice.fuzz.seconds", 2);
    do {
      List<String> expected = new ArrayList<>();
      String text = randomLines(random, expected);
      for (String name : List.of("a.json", "a.json.gz", "a.json.bz2")) {
        int size = 1 + random.nextInt(Math.max(1, text.length()));
        assertThat(read(write(name, text), Math.max(size, text.length() / 50)))
            .as("seed %d, %s in splits of %d", seed, name, size)
            .isEqualTo(expected);
      }
    } while (System.nanoTime() < end);
  }

  private static String randomLines(Random random, List<String> expected) {
    StringBuilder text = new StringBuilder();
    int lines = random.nextInt(200);
    for (int i = 0; i < lines; i++) {
      String line = "x".repeat(random.nextInt(4) == 0 ? random.nextInt(500) : random.nextInt(3));
      String blank = random.nextInt(5) == 0 ? " \t\r" : "";
      if (!line.isEmpty()) {
        expected.add(text.length() + " " + line + blank);
      }
      boolean last = i == lines - 1 && random.nextBoolean();
      text.append(line).append(blank).append(last ? "" : "\n");
    }
    return text.toString();
  }

  private final Configuration conf = new Configuration();

  private Path write(String name, String text) throws IOException {
    Path file = dir.resolve(name);
    try (OutputStream out = compress(name, Files.newOutputStream(file))) {
      out.write(text.getBytes(UTF_8));
    }
    return file;
  }

  private static OutputStream compress(String name, OutputStream out) throws IOException {
    if (name.endsWith(".gz")) {
      return new GZIPOutputStream(out);
    }
    if (!name.endsWith(".bz2")) {
      return out;
    }
    BZip2Codec codec = new BZip2Codec();
    codec.setConf(new Configuration());
    return codec.createOutputStream(out);
  }

  private List<String> read(Path file, long splitBytes) throws Exception {
    return read(
        file,
        splitBytes,
        (split, reader) -> reader.getCurrentKey() + " " + reader.getCurrentValue());
  }

  private List<String> ids(Path file, long splitBytes) throws Exception {
    return read(
        file,
        splitBytes,
        (split, reader) -> InputIds.of(split, conf).at(reader.getCurrentKey()).orElseThrow());
  }

  private List<String> read(
      Path file, long splitBytes, BiFunction<FileSplit, JsonLinesReader, String> record)
      throws Exception {
    Job job = Job.getInstance(conf);
    FileInputFormat.setInputPaths(job, new org.apache.hadoop.fs.Path(file.toUri()));
    FileInputFormat.setMaxInputSplitSize(job, splitBytes);
    List<String> lines = new ArrayList<>();
    for (InputSplit split : new JsonLinesInputFormat().getSplits(job)) {
      lines.addAll(read((FileSplit) split, record));
    }
    return lines;
  }

  @Test
  void a_reader_goes_on_behind_any_line_of_another() throws Exception {
    StringBuilder text = new StringBuilder("\ufeff");
    for (int i = 0; i < 40; i++) {
      text.append("{\"n\":").append(i).append("}\n").append(i % 5 == 0 ? "\n" : "");
    }
    for (String name : List.of("a.json", "a.json.gz", "a.json.bz2")) {
      Path file = write(name, text.toString());
      for (int size : new int[] {7, 64, 131, 1 << 20}) {
        Job job = Job.getInstance(conf);
        FileInputFormat.setInputPaths(job, new org.apache.hadoop.fs.Path(file.toUri()));
        FileInputFormat.setMaxInputSplitSize(job, size);
        for (InputSplit split : new JsonLinesInputFormat().getSplits(job)) {
          goesOnAnywhere((FileSplit) split);
        }
      }
    }
  }

  private void goesOnAnywhere(FileSplit split) throws IOException {
    List<String> whole =
        read(split, (its, reader) -> reader.getCurrentKey() + " " + reader.getCurrentValue());
    for (int before = 0; before <= whole.size(); before++) {
      String place;
      try (JsonLinesReader reader = opened(split, JsonLinesReader.withoutBlank())) {
        for (int i = 0; i < before; i++) {
          reader.nextKeyValue();
        }
        place = reader.place();
      }
      List<String> rest = new ArrayList<>();
      JsonLinesReader later = JsonLinesReader.withoutBlank();
      later.startAt(place);
      try (JsonLinesReader reader = opened(split, later)) {
        while (reader.nextKeyValue()) {
          rest.add(reader.getCurrentKey() + " " + reader.getCurrentValue());
        }
      }
      assertThat(rest).as("%s behind %s lines", split, before).isEqualTo(tail(whole, before));
    }
  }

  private static List<String> tail(List<String> lines, int from) {
    return lines.subList(from, lines.size());
  }

  private JsonLinesReader opened(FileSplit split, JsonLinesReader reader) throws IOException {
    reader.initialize(split, new TaskAttemptContextImpl(conf, new TaskAttemptID()));
    return reader;
  }

  @Test
  void a_file_without_a_line_where_a_reader_goes_on_is_named() throws Exception {
    for (String name : List.of("a.json", "a.json.gz")) {
      Path file = write(name, "{\"a\":1}\n{\"b\":2}\n");
      FileSplit split = wholeOf(file);
      JsonLinesReader reader = JsonLinesReader.withoutBlank();
      reader.startAt("5");

      assertThatThrownBy(() -> opened(split, reader))
          .hasMessageContaining(name)
          .hasMessageContaining("no line begins at byte 5");
    }
  }

  @Test
  void a_file_that_has_changed_is_named_when_a_reader_goes_on() throws Exception {
    Path file = write("a.json", "{\"a\":1}\n{\"b\":2}\n");
    FileSplit split = wholeOf(file);
    String place;
    try (JsonLinesReader reader = opened(split, JsonLinesReader.withoutBlank())) {
      reader.nextKeyValue();
      place = reader.place();
    }
    FileTime time = Files.getLastModifiedTime(file);

    Files.writeString(file, "{\"a\":1}\n{\"b\":2}\n{\"c\":3}\n");
    Files.setLastModifiedTime(file, time);
    refuses(split, place, "it had 16 bytes of", "and has 24 bytes of");

    Files.writeString(file, "{\"a\":1}\n{\"b\":3}\n");
    Files.setLastModifiedTime(file, FileTime.fromMillis(time.toMillis() + 1));
    refuses(split, place, "it had 16 bytes of", "and has 16 bytes of");
  }

  private void refuses(FileSplit split, String place, String... messages) {
    JsonLinesReader later = JsonLinesReader.withoutBlank();
    later.startAt(place);
    assertThatThrownBy(() -> opened(split, later))
        .hasMessageContaining("a.json: the file has changed since an earlier attempt")
        .hasMessageContainingAll(messages);
  }

  private static FileSplit wholeOf(Path file) throws IOException {
    return new FileSplit(new org.apache.hadoop.fs.Path(file.toUri()), 0, Files.size(file), null);
  }

  private void readSplit(org.apache.hadoop.fs.Path file) throws IOException {
    read(new FileSplit(file, 0, 10, null), (split, reader) -> "");
  }

  private List<String> read(FileSplit split, BiFunction<FileSplit, JsonLinesReader, String> record)
      throws IOException {
    List<String> lines = new ArrayList<>();
    try (JsonLinesReader reader = JsonLinesReader.withoutBlank()) {
      reader.initialize(split, new TaskAttemptContextImpl(conf, new TaskAttemptID()));
      while (reader.nextKeyValue()) {
        lines.add(record.apply(split, reader));
      }
    }
    return lines;
  }

  /** Whose files nobody may read. */
  public static final class ClosedFileSystem extends RawLocalFileSystem {

    @Override
    public URI getUri() {
      return URI.create("closed:///");
    }

    @Override
    public FSDataInputStream open(org.apache.hadoop.fs.Path file, int buffer) throws IOException {
      throw new AccessControlException(
          "Permission denied: user=me, access=READ, inode=" + file.toUri().getPath());
    }
  }

  /** A codec whose native library is not there. */
  public static final class LackingCodec extends DefaultCodec {

    @Override
    public String getDefaultExtension() {
      return ".lacking";
    }

    @Override
    public Class<? extends Decompressor> getDecompressorType() {
      throw new IllegalStateException("native library not available");
    }
  }
}
