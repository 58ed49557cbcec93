package dev.sluice.cli;

import dev.sluice.flow.Ticker;
import dev.sluice.mapreduce.JobDirectory;
import dev.sluice.mapreduce.LoadCounter;
import dev.sluice.mapreduce.RowRouting;
import dev.sluice.mapreduce.SentBytes;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.Job;

/** Runs one job for a person who watches: progress, a summary, and a proper end on Ctrl-C. */
final class JobRun {

  private static final Duration TICK = Duration.ofMillis(500);
  private static final Duration PLAIN_LINES = Duration.ofSeconds(10);

  private final Job job;
  private final String index;
  private final PrintWriter out;
  private final Ticker ticker;
  private final LocalRun localRun;
  private double share;

  JobRun(Job job, String index, PrintWriter out, Ticker ticker) {
    this.job = job;
    this.index = index;
    this.out = out;
    this.ticker = ticker;
    this.localRun = LocalRun.of(job);
  }

  /**
   * Submits the job and waits for its end.
   *
   * @return the exit code
   * @throws JobFailedException with the first error of a task
   */
  int run() throws IOException, InterruptedException, ClassNotFoundException {
    localRun.watch();
    Segments before = Segments.of(job.getConfiguration(), index);
    long start = ticker.nanos();
    job.submit();
    KillOnExit killer = KillOnExit.of(job, out, ticker);
    try {
      RowRouting.of(job.getConfiguration())
          .ifPresent(rows -> out.println("row ranges: " + rows.forecast()));
      watch(start);
    } finally {
      killer.close();
    }
    Duration time = Duration.ofNanos(ticker.nanos() - start);
    Tally tally = tally().orElseGet(() -> new Tally(new Counters()));
    Summary summary = new Summary(tally, time, rejectedPlace());
    if (job.isSuccessful() && tally.of(LoadCounter.BULK_BYTES) > 0) {
      summary.and("segments before", before.toString());
      summary.and("segments after", Segments.of(job.getConfiguration(), index).toString());
    }
    summary.lines().forEach(out::println);
    new SendMatrix(SentBytes.of(job.getConfiguration(), job.getJobID()).byTask())
        .lines()
        .forEach(out::println);
    out.flush();
    if (!job.isSuccessful()) {
      throw new JobFailedException("job " + job.getJobID() + " failed: " + reason());
    }
    return tally.rejected() == 0 ? ExitCode.DONE : ExitCode.DONE_WITH_REJECTED;
  }

  private void watch(long start) throws IOException, InterruptedException {
    try (Progress progress = progress()) {
      while (!job.isComplete()) {
        show(progress, start);
        ticker.sleep(TICK);
      }
      show(progress, start);
    }
  }

  private void show(Progress progress, long start) throws IOException {
    Optional<Tally> tally = tally();
    if (tally.isPresent()) {
      progress.show(snapshot(tally.get(), start));
    }
  }

  private Progress progress() {
    return Terminal.isThere()
        ? ProgressOnTerminal.start(index)
        : new ProgressLines(out, PLAIN_LINES);
  }

  private Snapshot snapshot(Tally tally, long start) throws IOException {
    double reported = progressOfTasks();
    // The local runner says 1 for a moment whenever a task ends.
    share = reported < 1 || job.isSuccessful() ? reported : share;
    return new Snapshot(ticker.nanos() - start, tally.done(), tally.rejected(), share);
  }

  private double progressOfTasks() throws IOException {
    return job.getNumReduceTasks() == 0
        ? job.mapProgress()
        : (job.mapProgress() + job.reduceProgress()) / 2;
  }

  /** Absent while a cluster has none to give. */
  private Optional<Tally> tally() throws IOException {
    return Optional.ofNullable(job.getCounters()).map(Tally::new);
  }

  private String rejectedPlace() throws IOException {
    return JobDirectory.of(job.getConfiguration(), job.getJobID()).rejected().toString();
  }

  private String reason() throws IOException, InterruptedException {
    if (localRun.message().isPresent()) {
      return localRun.message().get();
    }
    String info = job.getStatus().getFailureInfo();
    boolean known = info != null && !info.isEmpty() && !info.equals("NA");
    return known ? Failure.firstLines(info) : "no reason given; see the job's log";
  }
}
