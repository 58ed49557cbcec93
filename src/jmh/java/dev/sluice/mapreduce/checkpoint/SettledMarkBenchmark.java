package dev.sluice.mapreduce.checkpoint;

import dev.sluice.bench.Microbenchmark;
import dev.sluice.bulk.BulkCounts;
import dev.sluice.flow.Ticker;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.job.JobDirectory;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What a record costs for the checkpoints of its task: the difference to a reader that stores none.
 * The bulk engine itself does nothing per document for them, since a batch counts on its side of
 * the barrier as a whole.
 */
@State(Scope.Thread)
public class SettledMarkBenchmark extends Microbenchmark {

  /** CPU that a record takes by itself, in units of JMH; about 20 ns. */
  private static final int WORK = 20;

  /** A reader that only reads, one with checkpoints, and one whose barrier is always pending. */
  @Param({"off", "on", "pending"})
  public String checkpointing;

  private RecordReader<Long, Long> reader;
  private TaskCheckpoints checkpoints;

  /** Counts. */
  private static final class Numbers extends RecordReader<Long, Long> implements ResumableReader {

    private long next;

    @Override
    public void initialize(InputSplit split, TaskAttemptContext context) {
      // Needs nothing.
    }

    @Override
    public boolean nextKeyValue() {
      next++;
      return true;
    }

    @Override
    public Long getCurrentKey() {
      return next;
    }

    @Override
    public Long getCurrentValue() {
      return next;
    }

    @Override
    public float getProgress() {
      return 0;
    }

    @Override
    public String input() {
      return "numbers";
    }

    @Override
    public String place() {
      return Long.toString(next);
    }

    @Override
    public void startAt(String place) {
      next = Long.parseLong(place);
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }

  /** A writer whose barriers are never settled, so that no file is written. */
  private static final class Unsettled implements CheckpointedWriter {

    private long given;

    @Override
    public long given() {
      return ++given;
    }

    @Override
    public long ids() {
      return given;
    }

    @Override
    public String indices() {
      return "";
    }

    @Override
    public void barrier() {
      // Nothing is in flight.
    }

    @Override
    public Optional<BulkCounts> settled() {
      return Optional.empty();
    }

    @Override
    public List<Segment> closeSegments() {
      return Collections.emptyList();
    }

    @Override
    public BulkCounts last() {
      return BulkCounts.NONE;
    }

    @Override
    public List<Segment> closeLastSegments() {
      return Collections.emptyList();
    }
  }

  /** Opens the reader of a task. */
  @Setup
  public void setUp() throws IOException, InterruptedException {
    Configuration conf = new Configuration(false);
    conf.set(OutputSettings.JOB_DIR.key(), System.getProperty("java.io.tmpdir"));
    TaskAttemptID attempt = TaskAttemptID.forName("attempt_1_0001_m_000000_0");
    conf.set(MRJobConfig.TASK_ATTEMPT_ID, attempt.toString());
    TaskAttemptContext context = new TaskAttemptContextImpl(conf, attempt);
    if (!checkpointing.equals("off")) {
      checkpoints =
          TaskCheckpoints.open(
              attempt,
              CheckpointFiles.of(JobDirectory.of(context), attempt.getTaskID(), conf),
              new Unsettled(),
              Optional.empty(),
              (checkpointing.equals("on") ? Duration.ofDays(1) : Duration.ofMillis(1)).toNanos(),
              Ticker.system());
    }
    reader = CheckpointedReader.over(new Numbers());
    reader.initialize(new FileSplit(new Path("/in"), 0, 1, new String[0]), context);
  }

  /** Forgets the task. */
  @TearDown
  public void tearDown() throws IOException {
    if (checkpoints != null) {
      checkpoints.close();
    }
  }

  /** The next record, and some work on it. */
  @Benchmark
  public long record() throws IOException, InterruptedException {
    reader.nextKeyValue();
    Blackhole.consumeCPU(WORK);
    return reader.getCurrentKey();
  }
}
