package dev.sluice.cli.run;

import dev.sluice.bulk.limit.RateSettings;
import dev.sluice.flow.Ticker;
import dev.sluice.mapreduce.control.ControlFiles;
import dev.sluice.mapreduce.control.ControlWatch;
import dev.sluice.mapreduce.control.JobControl;
import dev.sluice.mapreduce.control.RunningTasks;
import dev.sluice.mapreduce.control.SteadyCount;
import dev.sluice.mapreduce.engine.Engine;
import dev.sluice.mapreduce.job.JobDirectory;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.TIPStatus;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskReport;
import org.apache.hadoop.mapreduce.TaskType;

/**
 * Counts the running tasks of a job with a rate limit, and writes the number into the control files
 * of the job when it changes, so that each task takes its share of the rate. Sees in the same files
 * whether a user has paused the job. Used by one thread.
 */
final class TaskCount {

  private static final Duration PERIOD = Duration.ofSeconds(1);

  /** A job of many tasks is counted less often, so that this costs little. */
  private static final int PAUSES_PER_LOOK = 4;

  private static final Duration LONGEST_PERIOD = Duration.ofSeconds(2);

  /** Without a rate limit, only to see whether a user sets one or pauses the job. */
  private static final Duration IDLE_PERIOD = Duration.ofSeconds(5);

  private final Job job;
  private final Ticker ticker;
  private final SteadyCount count = new SteadyCount();
  private ControlFiles files;
  private ControlWatch watch;
  private long next;

  TaskCount(Job job, Ticker ticker) {
    this.job = job;
    this.ticker = ticker;
    next = ticker.nanos();
  }

  /** Counts if it is time. Blocks while it asks the cluster. */
  void look() throws IOException, InterruptedException {
    long start = ticker.nanos();
    if (start - next < 0) {
      return;
    }
    Duration pause = IDLE_PERIOD;
    try {
      Configuration conf = job.getConfiguration();
      if (isLimited(conf)) {
        pause = PERIOD;
        if (count.add(running(conf))) {
          files.writeTasks(count.current());
        }
      }
    } finally {
      long now = ticker.nanos();
      long took = Math.min(PAUSES_PER_LOOK * (now - start), LONGEST_PERIOD.toNanos());
      next = now + Math.max(pause.toNanos(), took);
    }
  }

  private boolean isLimited(Configuration conf) throws IOException {
    if (watch == null) {
      files = ControlFiles.in(JobDirectory.of(conf, job.getJobID()), conf);
      watch = new ControlWatch(files);
    }
    watch.look();
    return !RateSettings.rate(conf::get).isUnlimited()
        || watch.job().flatMap(JobControl::rate).filter(rate -> !rate.isUnlimited()).isPresent();
  }

  /** The command that ends a pause, if a user has paused the job; as of the last look. */
  Optional<String> pause() throws IOException {
    return watch == null || !watch.job().isPresent() || !watch.job().get().isPaused()
        ? Optional.empty()
        : Optional.of(
            "'sluice control "
                + JobDirectory.of(job.getConfiguration(), job.getJobID())
                + " resume'");
  }

  private int running(Configuration conf) throws IOException, InterruptedException {
    if (Engine.isLocal(conf)) {
      return RunningTasks.of(job.getJobID().toString());
    }
    int running = 0;
    TaskType writing = job.getNumReduceTasks() == 0 ? TaskType.MAP : TaskType.REDUCE;
    for (TaskReport task : job.getTaskReports(writing)) {
      running += task.getCurrentStatus() == TIPStatus.RUNNING ? 1 : 0;
    }
    return running;
  }
}
