package dev.sluice.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.it.ElasticsearchServer;
import dev.sluice.it.Index;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The format in the hands of another engine than MapReduce, called as Spark calls it. */
@Timeout(120)
class OtherEngineIT {

  private static final String JOB = "20260101120000_0007";
  private static final int PARTITIONS = 4;
  private static final int DOCUMENTS = 1_000;

  @TempDir Path temp;

  private final ElasticsearchServer server = ElasticsearchServer.shared();

  @Test
  void every_partition_of_one_configuration_has_its_documents_in_the_index() throws Exception {
    try (Index index = server.index("engine")) {
      Configuration conf = configuration(index);
      IndexOutputFormat<Object, Text> format = new IndexOutputFormat<>();
      TaskAttemptContext driver = context(conf, "m", 0);
      format.checkOutputSpecs(driver);
      OutputCommitter committer = format.getOutputCommitter(driver);
      nameAttemptOfSetup(conf);
      committer.setupJob(driver);

      for (int partition = 0; partition < PARTITIONS; partition++) {
        run(format, context(conf, "r", partition), partition);
      }
      committer.commitJob(driver);

      assertThat(index.ids()).hasSize(PARTITIONS * DOCUMENTS);
      assertThat(temp.resolve("job/manifests").toFile().list((dir, name) -> name.endsWith("json")))
          .hasSize(PARTITIONS);
    }
  }

  private Configuration configuration(Index index) throws IOException {
    Job job = Job.getInstance();
    job.getConfiguration().set("sluice.job.dir", temp.resolve("job").toUri().toString());
    IndexJob.writeTo(job, server.url(), index.name());
    job.setNumReduceTasks(0);
    return job.getConfiguration();
  }

  private static void nameAttemptOfSetup(Configuration conf) {
    conf.set("mapreduce.job.id", "job_" + JOB);
    conf.set("mapreduce.task.id", "task_" + JOB + "_m_000000");
    conf.set("mapreduce.task.attempt.id", "attempt_" + JOB + "_m_000000_0");
    conf.setBoolean("mapreduce.task.ismap", true);
    conf.setInt("mapreduce.task.partition", 0);
  }

  private static TaskAttemptContext context(Configuration conf, String type, int partition) {
    String id = String.format("attempt_%s_%s_%06d_0", JOB, type, partition);
    return new TaskAttemptContextImpl(conf, TaskAttemptID.forName(id));
  }

  private static void run(
      IndexOutputFormat<Object, Text> format, TaskAttemptContext task, int partition)
      throws IOException, InterruptedException {
    OutputCommitter committer = format.getOutputCommitter(task);
    committer.setupTask(task);
    RecordWriter<Object, Text> writer = format.getRecordWriter(task);
    for (int i = 0; i < DOCUMENTS; i++) {
      writer.write(null, new Text("{\"partition\":" + partition + ",\"n\":" + i + "}"));
    }
    writer.close(task);
    assertThat(committer.needsTaskCommit(task)).isTrue();
    committer.commitTask(task);
  }
}
