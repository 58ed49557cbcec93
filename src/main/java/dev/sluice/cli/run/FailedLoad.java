package dev.sluice.cli.run;

import dev.sluice.io.LoadCounter;
import dev.sluice.mapreduce.job.AttemptManifests;
import dev.sluice.mapreduce.job.JobDirectory;
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

  private final AttemptManifests committed;
  private final AttemptManifests failed;
  private final int ended;

  private FailedLoad(AttemptManifests committed, AttemptManifests failed, int ended) {
    this.committed = committed;
    this.failed = failed;
    this.ended = ended;
  }

  /** Reads the ledgers, and asks the cluster which attempts failed. Blocks. */
  public static FailedLoad of(Job job) throws IOException {
    return new FailedLoad(
        AttemptManifests.committed(job.getConfiguration(), job.getJobID()),
        AttemptManifests.failed(job.getConfiguration(), job.getJobID()),
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
    Summary summary =
        new Summary().and("tasks committed", HumanNumbers.count(committed.attempts()));
    add(summary, committed, "", "already there");
    summary.and("attempts failed", HumanNumbers.count(Math.max(ended, failed.attempts())));
    if (failed.attempts() > 0) {
      add(summary, failed, " there", "found there");
    }
    summary.and("time", HumanNumbers.time(time));
    if (kept(committed) + kept(failed) > 0) {
      summary.and("job directory", directory.root().toString());
    }
    return summary.above(notes());
  }

  private static long kept(AttemptManifests of) {
    return of.sum(LoadCounter.REJECTED) + of.sum(LoadCounter.UNKNOWN);
  }

  private static void add(Summary summary, AttemptManifests of, String where, String found) {
    summary.and("indexed" + where, HumanNumbers.count(of.sum(LoadCounter.INDEXED)));
    summary.andUnlessZero("deleted" + where, of.sum(LoadCounter.DELETED));
    summary.andUnlessZero(found, of.sum(LoadCounter.ALREADY_THERE));
    summary.andUnlessZero("unknown" + where, of.sum(LoadCounter.UNKNOWN));
    summary.and("rejected" + where, HumanNumbers.count(of.sum(LoadCounter.REJECTED)));
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
