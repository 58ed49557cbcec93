package dev.sluice.cli.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MistakenFormatTest {

  @TempDir Path dir;

  private final Configuration conf = new Configuration();

  private void submit(String... files) throws IOException {
    for (int i = 0; i < files.length; i++) {
      Files.writeString(dir.resolve(i + ".json"), files[i]);
    }
    Job job = Job.getInstance(conf);
    FileInputFormat.setInputPaths(job, dir.toString());
    new JsonLinesInputFormat().getSplits(job);
  }

  private static void check(String line) {
    LinePlace place =
        LinePlace.of(
            new FileSplit(new org.apache.hadoop.fs.Path("hdfs://h/a.json"), 5, 9, null),
            new Configuration(false));
    MistakenFormat.check(new Text(line), new LongWritable(9), place);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"index\":{\"_id\":\"1\"}}",
        " { \"create\" : {\"_index\":\"a\",\"_type\":\"_doc\"} } \r",
        "{\"update\":{\"_id\":1,\"retry_on_conflict\":3}}",
        "{\"delete\":{\"_id\":\"1\",\"routing\":\"r\"}}",
        "{\"index\":{}}"
      })
  void an_action_line_is_refused_as_a_document_with_its_place_and_the_option(String line) {
    assertThatThrownBy(() -> check(line))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "hdfs://h/a.json, line at byte 9 is an action of a bulk request, not a document: use"
                + " --format bulk, or --format ndjson if these lines are your documents");
  }

  @ValueSource(
      strings = {
        "{\"_index\":\"a\",\"_id\":\"1\",\"_score\":1.0,\"_source\":{\"a\":1}}",
        "{\"_index\":\"a\",\"_id\":\"1\",\"op\":\"index\",\"_source\":{}}"
      })
  @ParameterizedTest
  void an_envelope_is_refused_as_a_document(String line) {
    assertThatThrownBy(() -> check(line))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("use --envelope");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"index\":{\"name\":\"x\"}}",
        "{\"index\":{\"_id\":\"1\"},\"b\":1}",
        "{\"index\":1}",
        "{\"delete\":true}",
        "{\"indexes\":{}}",
        "{\"_source\":{\"a\":1}}",
        "{\"_id\":\"1\",\"a\":1}",
        "{\"op\":\"index\",\"_source\":{}}",
        "{}",
        "{",
        "",
        "{\"index\":{",
        "[]"
      })
  void other_lines_are_documents_or_are_told_elsewhere(String line) {
    assertThatCode(() -> check(line)).doesNotThrowAnyException();
  }

  @Test
  void a_file_is_looked_into_before_the_job_unless_its_format_was_named() throws IOException {
    assertThatCode(() -> submit("{\"index\":{}}\n{}\n")).doesNotThrowAnyException();
    MistakenFormat.expect(conf);

    assertThatThrownBy(() -> submit("{\"k\":1}\n", "\n\n{\"index\":{}}\n{}\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("1.json, line at byte 2 is an action of a bulk request");
  }

  @Test
  void an_input_without_a_file_is_refused() {
    assertThatThrownBy(this::submit)
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("no input files in file:" + dir);
  }

  @Test
  void a_file_that_several_paths_name_is_read_once() throws IOException {
    Files.writeString(dir.resolve("a.json"), "{}\n");
    Job job = Job.getInstance(conf);
    InputFiles.use(job, List.of(dir.toString(), dir + "/*.json", dir + "/a.json"));

    assertThat(new JsonLinesInputFormat().getSplits(job)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "s3a://bucket/x", "nosuch://x/y", "a:b"})
  void a_path_that_hadoop_cannot_read_is_refused_by_its_option(String path) {
    assertThatThrownBy(() -> InputFiles.use(Job.getInstance(conf), List.of("in", path)))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("--input is ");
  }
}
