package dev.sluice.mapreduce;

import static dev.sluice.mapreduce.AsyncMapperTest.document;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.bulk.action.BulkError;
import dev.sluice.bulk.action.Operation;
import dev.sluice.config.ConfigException;
import dev.sluice.io.BulkActionWritable;
import dev.sluice.io.DocumentWritable;
import dev.sluice.mapreduce.keys.InternalKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.GzipCodec;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvelopeOutputFormatTest {

  private static final String A =
      "{\"_index\":\"pages\",\"_id\":\"a\",\"_routing\":\"ra\",\"_version\":7,\"op\":\"index\","
          + "\"_source\":{\"n\": 1.50}}";

  @TempDir Path dir;

  private final EnvelopeOutputFormat format = new EnvelopeOutputFormat();

  private TaskAttemptContext task(String... keysAndValues) throws IOException {
    Job job = Job.getInstance(new JobConf());
    IndexJob.dumpTo(job, new org.apache.hadoop.fs.Path(dir.resolve("dump").toUri()));
    for (int i = 0; i < keysAndValues.length; i += 2) {
      job.getConfiguration().set(keysAndValues[i], keysAndValues[i + 1]);
    }
    return new TaskAttemptContextImpl(
        new JobConf(job.getConfiguration()), TaskAttemptID.forName("attempt_17_0042_m_000007_0"));
  }

  private static BulkActionWritable action(String id, String source) {
    DocumentWritable document = document(id, source);
    return BulkActionWritable.copyOf(document).index(document.index()).build();
  }

  private void write(TaskAttemptContext task, BulkActionWritable... actions) throws Exception {
    RecordWriter<Text, BulkActionWritable> writer = format.getRecordWriter(task);
    for (BulkActionWritable action : actions) {
      writer.write(new Text(action.id().orElse("")), action);
    }
    writer.close(task);
    format.getOutputCommitter(task).commitTask(task);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(dir.resolve("dump"))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .toList();
    }
  }

  @Test
  void each_document_is_a_line_with_its_source_verbatim() throws Exception {
    write(task(), action("a", "{\"n\": 1.50}"), action("b", "{\"é\":\n1}"));

    assertThat(files()).containsExactly("part-m-00007.ndjson");
    assertThat(Files.readString(dir.resolve("dump/part-m-00007.ndjson"), UTF_8))
        .isEqualTo(
            A
                + "\n{\"_index\":\"pages\",\"_id\":\"b\",\"_routing\":\"rb\",\"_version\":7,"
                + "\"op\":\"index\",\"_source\":{\"é\": 1}}\n");
  }

  @Test
  void lines_are_compressed_as_the_job_says() throws Exception {
    write(
        task(
            FileOutputFormat.COMPRESS,
            "true",
            FileOutputFormat.COMPRESS_CODEC,
            GzipCodec.class.getName()),
        action("a", "{\"n\": 1.50}"));

    assertThat(files()).containsExactly("part-m-00007.ndjson.gz");
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(dir.resolve("dump/part-m-00007.ndjson.gz")))) {
      assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo(A + "\n");
    }
  }

  @Test
  void the_level_of_gzip_is_that_of_hadoops_key() throws Exception {
    assertThat(compressedAt(null)).isEqualTo(compressedAt("BEST_SPEED"));
    assertThat(compressedAt("DEFAULT_COMPRESSION"))
        .isLessThan(compressedAt("TWO"))
        .isEqualTo(compressedAt("SIX"));
    assertThat(compressedAt("TWO")).isLessThan(compressedAt("NO_COMPRESSION"));
  }

  /** The bytes of a dump in which text repeats at a distance. */
  private long compressedAt(String level) throws Exception {
    Path file = dir.resolve("dump/part-m-00007.ndjson.gz");
    Files.deleteIfExists(file);
    String[] keys = {
      FileOutputFormat.COMPRESS,
      "true",
      FileOutputFormat.COMPRESS_CODEC,
      GzipCodec.class.getName(),
      "zlib.compress.level",
      level
    };
    List<String> words = new Random(3).ints(5_000, 0, 500).mapToObj(Integer::toString).toList();
    write(
        task(level == null ? Arrays.copyOf(keys, 4) : keys),
        action("a", "{\"words\":\"" + String.join(" ", words) + "\"}"));
    return Files.size(file);
  }

  @Test
  void a_sequence_file_holds_envelopes_under_their_ids() throws Exception {
    TaskAttemptContext task =
        task("sluice.dump.format", "sequence-file", FileOutputFormat.COMPRESS, "true");

    write(task, action("a", "{\"n\": 1.50}"));

    assertThat(files()).containsExactly("part-m-00007.seq");
    List<String> records = new ArrayList<>();
    Text key = new Text();
    Text value = new Text();
    try (SequenceFile.Reader reader =
        new SequenceFile.Reader(
            task.getConfiguration(),
            SequenceFile.Reader.file(
                new org.apache.hadoop.fs.Path(dir.resolve("dump/part-m-00007.seq").toUri())))) {
      while (reader.next(key, value)) {
        records.add(key + " " + value);
      }
      assertThat(reader.isBlockCompressed()).isTrue();
    }
    assertThat(records).containsExactly("a " + A);
  }

  @Test
  void a_document_that_was_rejected_fails_the_dump() throws Exception {
    BulkActionWritable rejected =
        BulkActionWritable.of(Operation.INDEX).id("a").rejected(BulkError.of("bad", "no")).build();

    assertThatThrownBy(() -> write(task(), rejected))
        .isInstanceOf(IOException.class)
        .hasMessage("document a cannot be dumped: bad: no");
  }

  @Test
  void a_directory_that_is_there_is_refused_unless_a_dump_is_completed_in_it() throws Exception {
    Files.createDirectory(dir.resolve("dump"));

    assertThatThrownBy(() -> format.checkOutputSpecs(task())).isInstanceOf(ConfigException.class);
    format.checkOutputSpecs(task(InternalKeys.RESUMES, dir.resolve("dump").toString()));
  }
}
