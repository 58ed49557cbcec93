package dev.sluice.cli.run;

import dev.sluice.bulk.limit.Rate;
import dev.sluice.bulk.limit.RateSettings;
import dev.sluice.flow.Ticker;
import dev.sluice.mapreduce.control.ControlFiles;
import dev.sluice.mapreduce.control.RunningTasks;
import dev.sluice.mapreduce.control.SteadyCount;
import dev.sluice.mapreduce.job.JobDirectory;
import java.io.IOException;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.TIPStatus;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskReport;
import org.apache.hadoop.mapreduce.TaskType;

/**
 * Counts the running tasks of a job with a rate limit, and writes the number into the control files
 * of the job when it changes, so that each task takes its share of the rate. Used by one thread.
 */
final class TaskCount {

  private static final Duration PERIOD = Duration.ofSeconds(1);

  /** A job of many tasks is counted less often, so that this costs little. */
  private static final int PAUSES_PER_LOOK = 4;

  private static final Duration LONGEST_PERIOD = Duration.ofSeconds(3);

  private final Job job;
  private final Ticker ticker;
  private final SteadyCount count = new SteadyCount();
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
    try {
      Configuration conf = job.getConfiguration();
      ControlFiles files = ControlFiles.in(JobDirectory.of(conf, job.getJobID()), conf);
      if (isLimited(files, conf) && count.add(running(conf))) {
        files.writeTasks(count.current());
      }
    } finally {
      long now = ticker.nanos();
      long pause = Math.max(PERIOD.toNanos(), PAUSES_PER_LOOK * (now - start));
      next = now + Math.min(pause, LONGEST_PERIOD.toNanos());
    }
  }

  private static boolean isLimited(ControlFiles files, Configuration conf) throws IOException {
    Rate configured = RateSettings.rate(conf::get);
    return !configured.isUnlimited()
        || files.job().flatMap(wish -> wish.rate()).filter(rate -> !rate.isUnlimited()).isPresent();
  }

  private int running(Configuration conf) throws IOException, InterruptedException {
    if (MapTaskLimit.isLocal(conf)) {
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
