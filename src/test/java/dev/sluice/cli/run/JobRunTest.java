package dev.sluice.cli.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.cli.lines.JsonLinesInputFormat;
import dev.sluice.cli.result.LoadReport;
import dev.sluice.config.ConfigException;
import dev.sluice.flow.Ticker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.hadoop.mapreduce.lib.input.LineRecordReader;
import org.apache.hadoop.mapreduce.lib.output.NullOutputFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobRunTest {

  @TempDir Path dir;

  private final StringWriter out = new StringWriter();
  private Job job;

  @BeforeEach
  void job() throws IOException {
    Files.writeString(dir.resolve("in.json"), "{}\n{}\n", UTF_8);
    job = Job.getInstance(new Configuration(), "test");
    job.setInputFormatClass(JsonLinesInputFormat.class);
    FileInputFormat.setInputPaths(job, dir.resolve("in.json").toString());
    job.setOutputFormatClass(NullOutputFormat.class);
    job.setNumReduceTasks(0);
  }

  private int run() throws Exception {
    JobReport report = new LoadReport(job, "pages");
    return new JobRunner(Ticker.system(), new CommandResult())
        .run(job, "pages", report, new PrintWriter(out));
  }

  static final class Counting extends Mapper<LongWritable, Text, LongWritable, Text> {
    @Override
    protected void map(LongWritable key, Text value, Context context) {
      context.getCounter("Sluice", key.get() == 0 ? "INDEXED" : "REJECTED").increment(1);
    }
  }

  static final class Failing extends Mapper<LongWritable, Text, LongWritable, Text> {
    @Override
    protected void map(LongWritable key, Text value, Context context) throws IOException {
      throw new IOException("node es-1 said no");
    }
  }

  static final class Hanging extends Mapper<LongWritable, Text, LongWritable, Text> {
    static final CountDownLatch STARTED = new CountDownLatch(1);

    @Override
    protected void map(LongWritable key, Text value, Context context) throws InterruptedException {
      STARTED.countDown();
      new CountDownLatch(1).await();
    }
  }

  @Test
  void rejected_documents_show_in_exit_code_and_summary() throws Exception {
    job.setMapperClass(Counting.class);

    assertThat(run()).isEqualTo(1);

    assertThat(out.toString().lines())
        .contains(
            "read                         2",
            "indexed                      1",
            "rejected                     1")
        .anyMatch(line -> line.startsWith("rejected docs   "));
  }

  static final class Doubting extends Mapper<LongWritable, Text, LongWritable, Text> {
    @Override
    protected void map(LongWritable key, Text value, Context context) {
      context.getCounter("Sluice", key.get() == 0 ? "INDEXED" : "UNKNOWN").increment(1);
    }
  }

  @Test
  void documents_of_unknown_outcome_show_in_exit_code_and_summary() throws Exception {
    job.setMapperClass(Doubting.class);

    assertThat(run()).isEqualTo(1);

    assertThat(out.toString().lines())
        .contains("rejected                     0", "unknown                      1")
        .anyMatch(line -> line.matches("unknown docs .*/unknown: get each by its id .*"));
  }

  @Test
  void a_failed_job_says_why_even_under_the_local_runner() {
    job.setMapperClass(Failing.class);

    assertThatThrownBy(this::run)
        .isInstanceOf(JobFailedException.class)
        .hasMessageMatching(
            "job job_local\\S+ failed: node es-1 said no\n"
                + "other documents may be missing; run the job again\\. .*");
  }

  /** Whose reader cannot begin. */
  static final class Closed extends FileInputFormat<LongWritable, Text> {
    @Override
    public RecordReader<LongWritable, Text> createRecordReader(
        InputSplit split, TaskAttemptContext context) {
      return new LineRecordReader() {
        @Override
        public void initialize(InputSplit each, TaskAttemptContext task) throws IOException {
          throw new IOException("no right to read " + ((FileSplit) each).getPath().getName());
        }
      };
    }
  }

  @Test
  void what_fails_while_a_task_opens_its_input_is_said_under_the_local_runner_too() {
    job.setInputFormatClass(Closed.class);

    assertThatThrownBy(this::run)
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining(" failed: no right to read in.json");
  }

  @Test
  void a_job_is_killed_and_waited_for_when_the_process_ends() throws Exception {
    job.setMapperClass(Hanging.class);
    job.submit();
    KillOnExit killer = KillOnExit.of(job, new PrintWriter(out), Ticker.system(), "it doubles");
    killer.submitted();
    Hanging.STARTED.await();

    killer.kill("interrupted");

    assertThat(job.isComplete()).isTrue();
    assertThat(job.isSuccessful()).isFalse();
    assertThat(out.toString())
        .contains("killing " + job.getJobID(), "killed " + job.getJobID() + "; it doubles");
    killer.close();
  }

  /** Watches as long as the figures can be had. */
  private int runWith(JobReport report, Ticker ticker) throws Exception {
    return new JobRunner(ticker, new CommandResult())
        .run(job, "pages", report, new PrintWriter(out));
  }

  private static class Plain implements JobReport {
    @Override
    public void begin() {}

    @Override
    public long done(JobCounters tally) {
      return 0;
    }

    @Override
    public Summary summary(JobCounters tally, Duration time, boolean success) throws IOException {
      return new Summary();
    }

    @Override
    public String advice() {
      return "";
    }

    @Override
    public void check(JobCounters tally) {}
  }

  /** A clock whose owner cannot be woken in order. */
  private static final class BrokenTicker implements Ticker {
    private final Ticker system = Ticker.system();
    private int sleeps;

    @Override
    public long nanos() {
      return system.nanos();
    }

    @Override
    public long wallMillis() {
      return system.wallMillis();
    }

    @Override
    public void sleep(Duration time) throws InterruptedException {
      if (sleeps++ == 0) {
        Hanging.STARTED.await();
        throw new IllegalStateException("Too many counters: 121 max=120");
      }
      system.sleep(time);
    }
  }

  @Test
  void whatever_ends_the_watching_ends_the_job_as_well() {
    job.setMapperClass(Hanging.class);

    assertThatThrownBy(() -> runWith(new Plain(), new BrokenTicker()))
        .hasMessageContaining("Too many counters");

    assertThat(job.getJobID()).isNotNull();
    assertThat(out.toString()).contains("killing " + job.getJobID(), "killed " + job.getJobID());
  }

  @Test
  void a_job_goes_on_when_its_figures_cannot_be_had() throws Exception {
    job.setMapperClass(Counting.class);
    JobReport report =
        new Plain() {
          @Override
          public long done(JobCounters tally) {
            throw new IllegalStateException("Too many counters: 121 max=120");
          }
        };

    assertThat(runWith(report, Ticker.system())).isEqualTo(1);

    assertThat(job.isSuccessful()).isTrue();
    assertThat(out.toString()).containsOnlyOnce("Too many counters");
  }

  /** A job whose history server does not answer. */
  private static final class Uncounted extends Job {
    @SuppressWarnings("deprecation") // the factory methods of Hadoop make no subclass
    Uncounted(Configuration conf) throws IOException {
      super(conf);
    }

    @Override
    public Counters getCounters() {
      return null;
    }
  }

  @Test
  void a_job_without_counters_fails_if_its_report_needs_them() throws Exception {
    job.setMapperClass(Counting.class);
    job = new Uncounted(job.getConfiguration());
    JobReport report =
        new Plain() {
          @Override
          public JobCounters withoutCounters() throws JobFailedException {
            throw new JobFailedException("nobody knows");
          }
        };

    assertThatThrownBy(() -> runWith(report, Ticker.system())).hasMessage("nobody knows");
  }

  @Test
  void a_summary_that_cannot_be_made_does_not_fail_a_job_that_succeeded() throws Exception {
    job.setMapperClass(Counting.class);
    JobReport report =
        new Plain() {
          @Override
          public Summary summary(JobCounters tally, Duration time, boolean success)
              throws IOException {
            throw new IOException("no such directory");
          }
        };

    assertThat(runWith(report, Ticker.system())).isEqualTo(1);

    assertThat(out.toString()).contains("no such directory");
  }

  @Test
  void the_trace_of_a_task_is_cut_to_its_message() {
    String trace =
        "Error: dev.sluice.bulk.BulkException: too many rejected\n"
            + "first: a\n\tat dev.sluice.X.y(X.java:1)\n\tat z";

    assertThat(CommandFailure.firstLines(trace)).isEqualTo("too many rejected\nfirst: a");
  }

  @Test
  void mistakes_and_failures_have_codes_of_their_own() {
    assertThat(CommandFailure.of(new ConfigException("a\nb")).exitCode()).isEqualTo(2);
    assertThat(CommandFailure.of(new IOException("x")).exitCode()).isEqualTo(3);
    assertThat(CommandFailure.of(new RuntimeException(new IOException("inside"))).message())
        .isEqualTo("inside");
    assertThat(CommandFailure.of(new NullPointerException()).message())
        .isEqualTo("NullPointerException");
  }
}
