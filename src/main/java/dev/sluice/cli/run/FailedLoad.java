package dev.sluice.cli.run;

import dev.sluice.io.LoadCounter;
import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.mapreduce.job.JobLedgers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskCompletionEvent;

/**
 * What is known of a load that failed. Hadoop drops the counters of attempts that failed, though
 * what they indexed stays in the index; so the figures come from the ledgers that attempts leave,
 * and of attempts that could leave none it is said how many there were.
 */
public final class FailedLoad {

  private static final int EVENTS = 1_000;

  private final JobLedgers committed;
  private final JobLedgers failed;
  private final int ended;

  private FailedLoad(JobLedgers committed, JobLedgers failed, int ended) {
    this.committed = committed;
    this.failed = failed;
    this.ended = ended;
  }

  /** Reads the ledgers, and asks the cluster which attempts failed. Blocks. */
  public static FailedLoad of(Job job) throws IOException {
    return new FailedLoad(
        JobLedgers.committed(job.getConfiguration(), job.getJobID()),
        JobLedgers.failed(job.getConfiguration(), job.getJobID()),
        ended(job));
  }

  /** Attempts that failed or were killed; zero where nobody says, as under the local runner. */
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

  public Summary summary(Duration time, JobDirectory directory) {
    Summary summary = new Summary().and("tasks committed", Figures.count(committed.attempts()));
    add(summary, committed, "", "already there");
    summary.and("attempts failed", Figures.count(Math.max(ended, failed.attempts())));
    if (failed.attempts() > 0) {
      add(summary, failed, " there", "found there");
    }
    summary.and("time", Figures.time(time));
    if (kept(committed) + kept(failed) > 0) {
      summary.and("job directory", directory.root().toString());
    }
    return summary.above(notes());
  }

  private static long kept(JobLedgers of) {
    return of.sum(LoadCounter.REJECTED) + of.sum(LoadCounter.UNKNOWN);
  }

  private static void add(Summary summary, JobLedgers of, String where, String found) {
    summary.and("indexed" + where, Figures.count(of.sum(LoadCounter.INDEXED)));
    summary.andUnlessZero("deleted" + where, of.sum(LoadCounter.DELETED));
    summary.andUnlessZero(found, of.sum(LoadCounter.ALREADY_THERE));
    summary.andUnlessZero("unknown" + where, of.sum(LoadCounter.UNKNOWN));
    summary.and("rejected" + where, Figures.count(of.sum(LoadCounter.REJECTED)));
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (failed.attempts() > 0) {
      notes.add(
          "What failed attempts have indexed stays in the index; later attempts of a task repeat"
              + " it.");
    }
    int silent = ended - failed.attempts();
    notes.add(
        silent > 0
            ? silent
                + " of the attempts left no figures (killed, or failed before or after writing):"
                + " the index may hold more than this."
            : "Attempts that are killed leave no figures: the index may hold more than this.");
    return notes;
  }
}
