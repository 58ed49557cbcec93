package dev.sluice.cli.run;

import dev.sluice.io.LoadCounter;
import dev.sluice.mapreduce.job.AttemptManifests;
import dev.sluice.mapreduce.job.JobDirectory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.mapreduce.TaskCompletionEvent;

/**
 * The figures of a load that failed or was killed. Hadoop drops the counters of failed attempts,
 * although the documents that they indexed stay in the index. So the figures come from the last
 * report of the running tasks and from the files that attempts leave; the summary also says how
 * many attempts left none.
 */
public final class FailedLoad {

  private static final int EVENTS = 1_000;

  private final AttemptManifests committed;
  private final AttemptManifests failed;
  private final int ended;
  private final boolean killed;

  private FailedLoad(
      AttemptManifests committed, AttemptManifests failed, int ended, boolean killed) {
    this.committed = committed;
    this.failed = failed;
    this.ended = ended;
    this.killed = killed;
  }

  /** Reads the files of the attempts, and asks the cluster which attempts failed. Blocks. */
  public static FailedLoad of(Job job) throws IOException {
    return new FailedLoad(
        AttemptManifests.committed(job.getConfiguration(), job.getJobID()),
        AttemptManifests.failed(job.getConfiguration(), job.getJobID()),
        ended(job),
        isKilled(job));
  }

  private static boolean isKilled(Job job) {
    try {
      return job.getStatus().getState() == JobStatus.State.KILLED;
    } catch (IOException | RuntimeException e) {
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** The attempts that failed or were killed; zero if unknown, as with the local job runner. */
  private static int ended(Job job) {
    int ended = 0;
    try {
      int from = 0;
      for (TaskCompletionEvent[] events = job.getTaskCompletionEvents(from, EVENTS);
          events.length > 0;
          events = job.getTaskCompletionEvents(from, EVENTS)) {
        from += events.length;
        for (TaskCompletionEvent event : events) {
          boolean succeeded = event.getStatus() == TaskCompletionEvent.Status.SUCCEEDED;
          ended += succeeded || event.getStatus() == TaskCompletionEvent.Status.OBSOLETE ? 0 : 1;
        }
      }
    } catch (IOException | RuntimeException e) {
      return ended;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ended;
  }

  /**
   * Sums up the job.
   *
   * @param seen the last figures of the running tasks
   */
  public Summary summary(JobCounters seen, Duration time, JobDirectory directory) {
    Summary summary = new Summary().andReported("indexed", most(LoadCounter.INDEXED, seen));
    andUnlessZero(summary, "deleted", most(LoadCounter.DELETED, seen));
    andUnlessZero(summary, "noop", most(LoadCounter.NOOP, seen));
    andUnlessZero(summary, "already there", most(LoadCounter.ALREADY_THERE, seen));
    summary.andCount("tasks committed", committed.attempts());
    if (committed.attempts() > 0) {
      add(summary, committed);
    }
    summary.andUnlessZero("failed attempts", Math.max(ended, failed.attempts()));
    if (failed.attempts() > 0) {
      add(summary, failed);
    }
    summary.andTime(time);
    if (kept(committed) + kept(failed) > 0) {
      summary.and("job directory", directory.root().toString());
    }
    return summary.above(notes());
  }

  /**
   * The counters of the job, as far as they are known: the last ones seen, or those in the files of
   * its attempts.
   */
  public JobCounters counters(JobCounters seen) {
    return seen.orMore(JobCounters.of(committed)).orMore(JobCounters.of(failed));
  }

  private static long kept(AttemptManifests of) {
    return of.sum(LoadCounter.REJECTED) + of.sum(LoadCounter.UNKNOWN);
  }

  /** The documents of failed attempts may be those of their retries, and so are not added. */
  private long most(LoadCounter counter, JobCounters seen) {
    return Math.max(seen.of(counter), Math.max(committed.sum(counter), failed.sum(counter)));
  }

  private static void andUnlessZero(Summary summary, String name, long count) {
    if (count != 0) {
      summary.andReported(name, count);
    }
  }

  private static void add(Summary summary, AttemptManifests of) {
    summary.andCount("  indexed", of.sum(LoadCounter.INDEXED));
    summary.andUnlessZero("  deleted", of.sum(LoadCounter.DELETED));
    summary.andUnlessZero("  noop", of.sum(LoadCounter.NOOP));
    summary.andUnlessZero("  already there", of.sum(LoadCounter.ALREADY_THERE));
    summary.andUnlessZero("  unknown", of.sum(LoadCounter.UNKNOWN));
    summary.andCount("  rejected", of.sum(LoadCounter.REJECTED));
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (failed.attempts() > 0) {
      notes.add("Documents that failed attempts have indexed stay in the index.");
    }
    int silent = ended - failed.attempts();
    if (silent > 0) {
      notes.add(
          silent
              + (silent == 1 ? " attempt" : " attempts")
              + " left no counts (killed, or failed before or after writing); the index may"
              + " contain more documents.");
    } else if (killed) {
      notes.add("Killed attempts leave no counts; the index may contain more documents.");
    }
    return notes;
  }
}
