package dev.sluice.mapreduce.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.cli.lines.JsonLinesInputFormat;
import dev.sluice.io.LoadCounter;
import dev.sluice.mapreduce.Attempt;
import dev.sluice.mapreduce.DrivenTask;
import dev.sluice.testing.FakeElasticsearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskCounter;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Attempts of a task over a file that stop at random records, from seeds, until one ends: index,
 * ledger and rejected documents are those of a task that was never disturbed.
 */
@Timeout(300)
class CheckpointedTaskTest {

  private static final int RECORDS = 600;
  private static final int STOPS = 4;

  /** Records from one checkpoint to the next at most, and those in the buffer. */
  private static final int REPEATED = 60;

  @TempDir Path temp;

  private FakeElasticsearch elasticsearch = new FakeElasticsearch();

  private static String line(int number) {
    if (number % 50 == 3) {
      return "[" + number + "]"; // rejected before it is sent
    }
    return "{\"n\":" + number + (number % 11 == 5 ? ",\"bad\":1" : "") + "}";
  }

  private static String content() {
    return IntStream.range(0, RECORDS)
        .mapToObj(number -> line(number) + "\n" + (number % 7 == 0 ? "\n" : ""))
        .reduce("", String::concat);
  }

  private Path input(boolean gzip) throws IOException {
    Path file = temp.resolve(gzip ? "in.json.gz" : "in.json");
    if (gzip) {
      try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
        out.write(content().getBytes(UTF_8));
      }
    } else {
      Files.writeString(file, content());
    }
    return file;
  }

  private static Attempt attempt(int number, Path directory) {
    return Attempt.number(number, directory, "sluice.id", "none");
  }

  /** Runs an attempt up to a record, as a map task does, and then stops it, or ends it. */
  private int run(
      Attempt attempt, Path file, int stop, DrivenTask.RecordMapper<LongWritable, Text> mapper)
      throws Exception {
    FileSplit split =
        new FileSplit(
            new org.apache.hadoop.fs.Path(file.toUri()), 0, Files.size(file), new String[0]);
    return DrivenTask.of(attempt, elasticsearch, new JsonLinesInputFormat())
        .run(split, stop, mapper);
  }

  private static void write(
      RecordWriter<Text, Text> writer, LongWritable offset, Text line, int number)
      throws Exception {
    writer.write(new Text("ignored"), line);
  }

  /** What the index holds: for each id, the last document sent that is not a bad one. */
  private Map<String, String> index() {
    Map<String, String> index = new HashMap<>();
    List<String> lines = elasticsearch.lines();
    for (int i = 0; i < lines.size(); i += 2) {
      if (!lines.get(i + 1).contains("bad")) {
        index.put(lines.get(i).replaceAll(".*\"_id\":\"([^\"]*)\".*", "$1"), lines.get(i + 1));
      }
    }
    return index;
  }

  private static List<String> rejected(Attempt attempt) {
    return attempt
        .content("rejected/part-m-00007.ndjson")
        .lines()
        .map(line -> line.replaceAll("\"task\":.*\"time\":\"[^\"]*\"", ""))
        .sorted()
        .toList();
  }

  private void check(long seed, boolean gzip) throws Exception {
    Random random = new Random(seed);
    Path file = input(gzip);
    Path directory = temp.resolve("job-" + seed + gzip);
    elasticsearch = new FakeElasticsearch();
    for (int i = 0; i < STOPS; i++) {
      run(attempt(i, directory), file, random.nextInt(RECORDS / 3), CheckpointedTaskTest::write);
    }
    Attempt last = attempt(STOPS, directory);
    int read = run(last, file, RECORDS + 1, CheckpointedTaskTest::write);
    last.commit();
    int sent = elasticsearch.lines().size() / 2;
    Map<String, String> found = index();
    elasticsearch = new FakeElasticsearch();

    Attempt calm = attempt(0, temp.resolve("calm-" + seed + gzip));
    run(calm, file, RECORDS + 1, CheckpointedTaskTest::write);
    calm.commit();

    assertThat(index()).isEqualTo(found).hasSizeGreaterThan(RECORDS / 2);
    assertThat(rejected(last)).isEqualTo(rejected(calm)).hasSizeGreaterThan(RECORDS / 20);
    for (LoadCounter counter :
        List.of(LoadCounter.GIVEN, LoadCounter.INDEXED, LoadCounter.REJECTED)) {
      assertThat(last.count(counter)).as(counter.name()).isEqualTo(calm.count(counter));
    }
    assertThat(last.content("manifests/part-m-00007.json")).contains("\"given\":" + RECORDS);
    assertThat(read).as("read by the last attempt").isLessThan(RECORDS);
    assertThat(last.counters.findCounter(TaskCounter.MAP_INPUT_RECORDS).getValue())
        .isEqualTo(RECORDS - read);
    assertThat(sent).isLessThan(RECORDS + STOPS * REPEATED);
  }

  @Test
  void attempts_that_stop_anywhere_leave_what_one_attempt_leaves() throws Exception {
    for (long seed = 0; seed < 2; seed++) {
      check(seed, false);
    }
  }

  @Test
  void the_checkpoints_of_an_attempt_that_was_replaced_are_as_right_as_any() throws Exception {
    Path file = input(false);
    Path directory = temp.resolve("job");
    run(attempt(1, directory), file, RECORDS / 4, CheckpointedTaskTest::write);
    Path folder = directory.resolve("checkpoints/task_17_0042_m_000007");
    Path aside = Files.move(folder, temp.resolve("aside"));
    run(attempt(0, directory), file, RECORDS / 2, CheckpointedTaskTest::write);
    try (Stream<Path> all = Files.list(aside)) {
      for (Path each : all.toList()) {
        Files.move(each, folder.resolve(each.getFileName()));
      }
    }

    Attempt last = attempt(2, directory);
    int read = run(last, file, RECORDS + 1, CheckpointedTaskTest::write);
    last.commit();

    Attempt calm = attempt(0, temp.resolve("calm"));
    run(calm, file, RECORDS + 1, CheckpointedTaskTest::write);
    calm.commit();
    assertThat(read).isLessThan(RECORDS - RECORDS / 4);
    assertThat(rejected(last)).isEqualTo(rejected(calm));
    assertThat(last.count(LoadCounter.GIVEN)).isEqualTo(RECORDS);
    assertThat(last.count(LoadCounter.REJECTED)).isEqualTo(calm.count(LoadCounter.REJECTED));
  }

  @Test
  void a_compressed_file_is_skipped_up_to_the_checkpoint() throws Exception {
    check(7, true);
  }

  @Test
  void a_mapper_that_writes_everything_at_its_end_gets_no_checkpoint() throws Exception {
    Path file = input(false);
    Path directory = temp.resolve("job");
    List<String> kept = new ArrayList<>();
    DrivenTask.RecordMapper<LongWritable, Text> collecting =
        (writer, offset, line, number) -> {
          kept.add(line.toString());
          if (number == RECORDS - 1) {
            for (String each : kept) {
              writer.write(new Text("ignored"), new Text(each));
            }
          }
        };

    run(attempt(0, directory), file, RECORDS / 2, collecting);
    kept.clear();
    Attempt last = attempt(1, directory);
    int read = run(last, file, RECORDS + 1, collecting);

    assertThat(read).isEqualTo(RECORDS);
    assertThat(last.count(LoadCounter.GIVEN)).isEqualTo(RECORDS);
  }

  @Test
  void a_writer_that_begins_at_a_checkpoint_fails_if_its_reader_does_not() throws Exception {
    Path file = input(false);
    Path directory = temp.resolve("job");
    run(attempt(0, directory), file, RECORDS / 2, CheckpointedTaskTest::write);
    Attempt second = attempt(1, directory);
    DrivenTask.of(second, elasticsearch, new JsonLinesInputFormat());

    RecordWriter<Text, Text> writer = second.writer(elasticsearch);

    assertThatThrownBy(() -> writer.close(second.context))
        .hasMessageContaining("begin at checkpoint")
        .hasMessageContaining("but its reader did not");
  }

  @Test
  void a_checkpoint_that_is_not_whole_is_ignored_and_the_one_before_it_taken() throws Exception {
    Path file = input(false);
    Path directory = temp.resolve("job");
    run(attempt(0, directory), file, RECORDS / 2, CheckpointedTaskTest::write);
    List<Path> files;
    try (Stream<Path> all = Files.walk(directory.resolve("checkpoints"))) {
      files = all.filter(path -> path.toString().endsWith(".checkpoint")).sorted().toList();
    }
    Path newest = files.get(files.size() - 1);
    String text = Files.readString(newest);
    Files.delete(newest.resolveSibling("." + newest.getFileName() + ".crc"));

    Files.writeString(newest, text.replaceFirst("\"records\":\\d+", "\"records\":1"));
    Attempt second = attempt(1, directory);
    int read = run(second, file, RECORDS + 1, CheckpointedTaskTest::write);

    assertThat(files).hasSize(2);
    assertThat(read).isLessThan(RECORDS);
    assertThat(second.count(LoadCounter.GIVEN)).isEqualTo(RECORDS);
  }

  @Test
  void a_checkpoint_whose_rejected_documents_are_gone_is_ignored() throws Exception {
    Path file = input(false);
    Path directory = temp.resolve("job");
    run(attempt(0, directory), file, RECORDS / 2, CheckpointedTaskTest::write);
    try (Stream<Path> all = Files.walk(directory.resolve("checkpoints"))) {
      for (Path path : all.filter(path -> path.toString().contains("rejected")).toList()) {
        Files.delete(path);
      }
    }

    Attempt second = attempt(1, directory);
    int read = run(second, file, RECORDS + 1, CheckpointedTaskTest::write);

    assertThat(read).isEqualTo(RECORDS);
    assertThat(second.count(LoadCounter.GIVEN)).isEqualTo(RECORDS);
  }

  @Test
  void a_file_that_changed_between_attempts_is_refused_by_name() throws Exception {
    Path file = input(false);
    Path directory = temp.resolve("job");
    run(attempt(0, directory), file, RECORDS / 2, CheckpointedTaskTest::write);
    FileTime before = Files.getLastModifiedTime(file);
    Files.writeString(file, content().replaceFirst("\"n\":0", "\"n\":9")); // of the same length
    Files.setLastModifiedTime(file, FileTime.fromMillis(before.toMillis() + 1_000));
    int sent = elasticsearch.lines().size();
    Attempt second = attempt(1, directory);

    assertThatThrownBy(() -> run(second, file, RECORDS + 1, CheckpointedTaskTest::write))
        .hasMessageContaining("in.json")
        .hasMessageContaining("has changed since an earlier attempt");
    assertThat(elasticsearch.lines()).hasSize(sent);
  }

  @Test
  void a_checkpoint_of_another_split_is_refused_by_name() throws Exception {
    Path directory = temp.resolve("job");
    run(attempt(0, directory), input(false), RECORDS / 2, CheckpointedTaskTest::write);
    Attempt second = attempt(1, directory);
    Path other = input(true);

    assertThatThrownBy(() -> run(second, other, RECORDS + 1, CheckpointedTaskTest::write))
        .hasMessageContaining("is of another split");
  }
}
