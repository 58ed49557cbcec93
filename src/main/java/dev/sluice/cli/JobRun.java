package dev.sluice.cli;

import dev.sluice.flow.Ticker;
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
  private final String name;
  private final JobReport report;
  private final PrintWriter out;
  private final Ticker ticker;
  private final LocalRun localRun;
  private double share;

  /** A job that writes an index. */
  JobRun(Job job, String index, PrintWriter out, Ticker ticker) {
    this(job, index, new LoadReport(job, index), out, ticker);
  }

  /**
   * Any job.
   *
   * @param name what it is about, for the progress
   */
  JobRun(Job job, String name, JobReport report, PrintWriter out, Ticker ticker) {
    this.job = job;
    this.name = name;
    this.report = report;
    this.out = out;
    this.ticker = ticker;
    this.localRun = LocalRun.of(job);
  }

  /**
   * Submits the job and waits for its end.
   *
   * @return the exit code
   * @throws JobFailedException with the first error of a task, or if its figures do not agree
   */
  int run() throws IOException, InterruptedException, ClassNotFoundException {
    localRun.watch();
    report.begin();
    long start = ticker.nanos();
    job.submit();
    KillOnExit killer = KillOnExit.of(job, out, ticker, report.killed());
    try {
      report.submitted().ifPresent(out::println);
      watch(start);
    } finally {
      killer.close();
    }
    Duration time = Duration.ofNanos(ticker.nanos() - start);
    Optional<Tally> last = tally();
    Tally tally = last.orElseGet(() -> new Tally(new Counters()));
    report.summary(tally, time, job.isSuccessful()).lines().forEach(out::println);
    out.flush();
    if (!job.isSuccessful()) {
      throw new JobFailedException(
          "job " + job.getJobID() + " failed: " + reason() + report.advice());
    }
    if (last.isPresent()) {
      report.check(tally);
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
        ? ProgressOnTerminal.start(name)
        : new ProgressLines(out, PLAIN_LINES);
  }

  private Snapshot snapshot(Tally tally, long start) throws IOException {
    double reported = progressOfTasks();
    // The local runner says 1 for a moment whenever a task ends.
    share = reported < 1 || job.isSuccessful() ? reported : share;
    return new Snapshot(ticker.nanos() - start, report.done(tally), tally.rejected(), share);
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

  private String reason() throws IOException, InterruptedException {
    if (localRun.message().isPresent()) {
      return localRun.message().get();
    }
    String info = job.getStatus().getFailureInfo();
    boolean known = info != null && !info.isEmpty() && !info.equals("NA");
    return known ? Failure.firstLines(info) : "no reason given; see the job's log";
  }
}
