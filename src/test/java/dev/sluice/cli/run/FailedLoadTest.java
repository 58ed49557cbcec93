package dev.sluice.cli.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.cli.lines.JsonLinesInputFormat;
import dev.sluice.cli.result.LoadReport;
import dev.sluice.flow.Ticker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.output.NullOutputFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailedLoadTest {

  @TempDir Path dir;

  private final StringWriter out = new StringWriter();

  /** Counts what a summary of the counters would show, and fails. */
  static final class Failing extends Mapper<LongWritable, Text, LongWritable, Text> {
    @Override
    protected void map(LongWritable key, Text value, Context context) throws IOException {
      throw new IOException("node es-1 said no");
    }
  }

  private void ledger(String name, String attempt, int indexed, int rejected) throws IOException {
    Path file = dir.resolve("job").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        {"attempt":"%s","index":"pages","given":%d,"indexed":%d,"deleted":0,"already_there":0,\
        "rejected":%d,"resent":0,"bulk_requests":1,"bulk_bytes":10,"bulk_millis":1,\
        "wait_millis":1,"unknown":0,"sent":{}}\
        """
            .formatted(attempt, indexed + rejected, indexed, rejected),
        UTF_8);
  }

  @Test
  void the_summary_of_a_failed_job_says_what_is_known_and_what_is_not() throws Exception {
    Files.writeString(dir.resolve("in.json"), "{}\n", UTF_8);
    Configuration conf = new Configuration();
    conf.set("sluice.job.dir", dir.resolve("job").toUri().toString());
    Job job = Job.getInstance(conf, "test");
    job.setInputFormatClass(JsonLinesInputFormat.class);
    FileInputFormat.setInputPaths(job, dir.resolve("in.json").toString());
    job.setOutputFormatClass(NullOutputFormat.class);
    job.setMapperClass(Failing.class);
    job.setNumReduceTasks(0);
    ledger("manifests/part-m-00000.json", "attempt_1_1_m_000000_0", 100, 0);
    ledger("attempts/attempt_1_1_m_000001_0.json", "attempt_1_1_m_000001_0", 5, 4);

    assertThatThrownBy(
            () ->
                new JobRunner(Ticker.system(), new CommandResult())
                    .run(job, "pages", new LoadReport(job, "pages"), new PrintWriter(out)))
        .hasMessageContaining("node es-1 said no");

    assertThat(out.toString().lines())
        .contains(
            "indexed           at least 100",
            "tasks committed              1",
            "  indexed                  100",
            "  rejected                   0",
            "failed attempts              1",
            "  indexed                    5",
            "  rejected                   4")
        .contains("Documents that failed attempts have indexed stay in the index.")
        .noneMatch(line -> line.contains("left no counts") || line.contains("leave no counts"))
        .noneMatch(line -> line.contains("retry"));
  }
}
