package dev.sluice.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.config.ConfigException;
import dev.sluice.mapreduce.commit.OtherCommitter;
import dev.sluice.mapreduce.job.IndexPlan;
import dev.sluice.mapreduce.task.TaskConnection;
import dev.sluice.testing.FakeElasticsearch;
import dev.sluice.testing.ManualTicker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.lib.output.TextOutputFormat;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Our format in a task of a job whose own output format is another. */
@Timeout(30)
class OtherOutputFormatTest {

  private static final Text KEY = new Text("k");

  @TempDir Path directory;

  private final FakeElasticsearch elasticsearch = new FakeElasticsearch();
  private final JobConf conf = new JobConf();
  private final TaskAttemptContext task =
      new TaskAttemptContextImpl(conf, TaskAttemptID.forName("attempt_17_0042_m_000007_0"));

  private RecordWriter<Text, Text> writer() throws IOException {
    conf.set("sluice.job.dir", directory.resolve("job").toUri().toString());
    conf.set("sluice.index", "pages");
    conf.set("sluice.errors.max", "1");
    return IndexOutputFormat.writer(
        task,
        TaskConnection.over(elasticsearch, Duration.ofSeconds(1), () -> {}),
        ManualTicker.holdingSleepers());
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .filter(name -> !name.endsWith(".crc"))
          .sorted()
          .toList();
    }
  }

  @Test
  void the_committer_of_the_job_publishes_ledger_and_rejected_documents() throws Exception {
    conf.set("mapreduce.output.fileoutputformat.outputdir", directory.resolve("out").toString());
    OutputCommitter committer = new TextOutputFormat<Text, Text>().getOutputCommitter(task);
    committer.setupJob(task);
    RecordWriter<Text, Text> writer = writer();
    writer.write(KEY, new Text("{\"a\":\"bad\"}"));
    writer.close(task);

    committer.commitTask(task);
    committer.commitJob(task);

    assertThat(files())
        .containsExactly(
            "out/_SUCCESS",
            "out/_sluice/manifests/part-m-00007.json",
            "out/_sluice/rejected/part-m-00007.ndjson");
  }

  @Test
  void without_an_output_directory_a_rejected_document_fails_the_task() throws Exception {
    RecordWriter<Text, Text> writer = writer();
    writer.write(KEY, new Text("{\"a\":\"bad\"}"));

    assertThatThrownBy(() -> writer.close(task))
        .isInstanceOf(IOException.class)
        .hasStackTraceContaining("there is no place to save it");
  }

  @Test
  void without_an_output_directory_documents_that_are_taken_need_none() throws Exception {
    RecordWriter<Text, Text> writer = writer();
    writer.write(KEY, new Text("{\"a\":1}"));
    writer.close(task);

    assertThat(elasticsearch.lines()).hasSize(2);
    assertThat(files()).isEmpty();
  }

  @Test
  void a_directory_that_no_committer_has_set_up_is_none() throws Exception {
    conf.set("mapreduce.output.fileoutputformat.outputdir", directory.resolve("out").toString());
    RecordWriter<Text, Text> writer = writer();
    writer.write(KEY, new Text("{\"a\":\"bad\"}"));

    assertThatThrownBy(() -> writer.close(task)).hasStackTraceContaining("no place to save it");
  }

  @Test
  void what_only_the_committer_of_the_job_can_do_is_refused_key_by_key() {
    conf.set("sluice.nodes", "http://localhost:1");
    conf.set("sluice.index", "pages");
    conf.set("sluice.job.dir", directory.resolve("job").toUri().toString());
    conf.set("sluice.index.load-mode", "bulk");
    conf.set("sluice.index.alias", "all");
    conf.set("sluice.commit.force-merge", "1");
    conf.set("sluice.id.unique", "true");
    conf.set("sluice.index.create", "/tmp/index.json");

    assertThatThrownBy(() -> new IndexOutputFormat<Text, Text>().getRecordWriter(task))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("sluice.index.load-mode is set, but the main output format")
        .hasMessageContaining("sluice.index.alias is set")
        .hasMessageContaining("sluice.commit.force-merge is set")
        .hasMessageContaining("sluice.id.unique is set")
        .hasMessageContaining("sluice.index.create is set");
  }

  @Test
  void keys_of_elasticsearch_hadoop_are_understood_in_the_task_where_no_submit_has_seen_them()
      throws Exception {
    conf.set("es.nodes", "localhost:1");
    conf.set("es.resource", "pages");
    conf.set("es.net.http.auth.user", "u");
    conf.set("es.net.http.auth.pass", "geheim");
    conf.set("sluice.job.dir", directory.resolve("job").toUri().toString());

    OtherCommitter.readSettings(task);

    assertThat(IndexPlan.load(conf).index()).isEqualTo("pages");
    assertThat(TaskConnection.options(task).toString()).doesNotContain("geheim");
    assertThat(conf.get("es.net.http.auth.pass")).isNull();
  }
}
