package dev.sluice.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.mapreduce.task.TaskConnection;
import dev.sluice.testing.FakeElasticsearch;
import dev.sluice.testing.ManualTicker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * As Spark calls the format: one configuration for all tasks of the process, which names the
 * attempt that set the job up, and for each partition a context of its own.
 */
@Timeout(30)
class OneConfigurationForAllTasksTest {

  private static final int PARTITIONS = 4;
  private static final int DOCUMENTS = 50;
  private static final String SETUP = "attempt_20260101120000_0007_m_000000_0";

  @TempDir Path directory;

  private final FakeElasticsearch elasticsearch = new FakeElasticsearch();
  private final JobConf conf = new JobConf(false);

  @Test
  void documents_of_many_partitions_without_ids_are_as_many_in_the_index() throws Exception {
    for (String type : List.of("r", "m")) {
      mapOnlyOverFiles();
      writeAll(type);
    }

    // The same documents twice, by tasks of either type: identical documents of a job are one.
    assertThat(elasticsearch.lines()).hasSize(2 * 2 * PARTITIONS * DOCUMENTS);
    assertThat(ids()).hasSize(PARTITIONS * DOCUMENTS);
  }

  @Test
  void a_partition_computed_again_in_another_order_doubles_and_replaces_nothing() throws Exception {
    mapOnlyOverFiles();

    write(context("m", 0, 0), "{\"n\":1}", "{\"n\":2}");
    write(context("m", 0, 1), "{\"n\":2}", "{\"n\":1}");

    List<String> lines = elasticsearch.lines();
    assertThat(lines.subList(0, 2)).isEqualTo(lines.subList(6, 8));
    assertThat(lines.subList(2, 4)).isEqualTo(lines.subList(4, 6));
  }

  @Test
  void a_configuration_that_another_job_was_submitted_with_fixes_no_order() throws Exception {
    mapOnlyOverFiles().set("mapreduce.job.dir", "hdfs:///staging/job_20260101120000_0006");

    write(context("m", 0, 0), "{\"n\":1}");

    assertThat(ids()).noneMatch(id -> id.endsWith("_m_000000_0"));
  }

  @Test
  void events_of_documents_rejected_in_several_partitions_are_as_many_in_their_index()
      throws Exception {
    mapOnlyOverFiles().set("sluice.errors.index", "errors");
    conf.set("sluice.errors.max", "100");

    for (int partition = 0; partition < PARTITIONS; partition++) {
      write(context("r", partition, 0), "{\"n\":\"bad\"}");
    }

    assertThat(ids().stream().filter(id -> id.contains("\"errors\""))).hasSize(PARTITIONS);
  }

  private JobConf mapOnlyOverFiles() throws IOException {
    Files.createDirectories(directory.resolve("_temporary/0"));
    conf.addResource("core-default.xml");
    conf.set("sluice.job.dir", directory.toUri().toString());
    conf.set("sluice.index", "pages");
    conf.set("mapreduce.job.reduces", "0");
    conf.set("mapreduce.job.id", "job_20260101120000_0007");
    conf.set("mapreduce.task.id", "task_20260101120000_0007_m_000000");
    conf.set("mapreduce.task.attempt.id", SETUP);
    conf.setBoolean("mapreduce.task.ismap", true);
    conf.setInt("mapreduce.task.partition", 0);
    return conf;
  }

  private TaskAttemptContext context(String type, int partition, int attempt) {
    String id = String.format("attempt_20260101120000_0007_%s_%06d_%d", type, partition, attempt);
    return new TaskAttemptContextImpl(conf, TaskAttemptID.forName(id));
  }

  private void writeAll(String type) throws Exception {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      String[] documents = new String[DOCUMENTS];
      for (int i = 0; i < DOCUMENTS; i++) {
        documents[i] = "{\"partition\":" + partition + ",\"n\":" + i + "}";
      }
      write(context(type, partition, 0), documents);
    }
  }

  private void write(TaskAttemptContext context, String... documents)
      throws IOException, InterruptedException {
    RecordWriter<Object, Text> writer =
        IndexOutputFormat.writer(
            context,
            TaskConnection.over(elasticsearch, Duration.ofSeconds(1), () -> {}),
            ManualTicker.holdingSleepers());
    for (String document : documents) {
      writer.write(null, new Text(document));
    }
    writer.close(context);
  }

  /** The action lines, each once. */
  private Set<String> ids() {
    Set<String> ids = new LinkedHashSet<>();
    List<String> lines = elasticsearch.lines();
    for (int line = 0; line < lines.size(); line += 2) {
      ids.add(lines.get(line));
    }
    return ids;
  }
}
