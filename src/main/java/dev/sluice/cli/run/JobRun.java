package dev.sluice.cli.run;

import dev.sluice.flow.Ticker;
import dev.sluice.io.LoadCounter;
import dev.sluice.mapreduce.metrics.RegisteredMetrics;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.Job;

/** Runs one job, shows its progress and a summary, and kills it on Ctrl-C. */
final class JobRun {

  private static final Duration LOOKS_AT_LEAST_EVERY = Duration.ofMillis(500);
  private static final Duration LOOKS_AT_MOST_EVERY = Duration.ofMillis(50);
  private static final Duration PLAIN_LINES = Duration.ofSeconds(10);

  private final Job job;
  private final String name;
  private final JobReport report;
  private final PrintWriter out;
  private final Ticker ticker;
  private final CommandResult result;
  private final LocalRun localRun;
  private final Set<String> said = new HashSet<>();
  private double share;

  /**
   * The last figures of the running job. Hadoop drops those of attempts that failed or were killed.
   */
  private volatile JobCounters seen = new JobCounters(new Counters());

  /**
   * A job to run.
   *
   * @param name its name in the progress, such as that of the index
   */
  JobRun(
      Job job,
      String name,
      JobReport report,
      PrintWriter out,
      Ticker ticker,
      CommandResult result) {
    this.job = job;
    this.name = name;
    this.report = report;
    this.out = out;
    this.ticker = ticker;
    this.result = result;
    this.localRun = LocalRun.of(job);
  }

  /**
   * Submits the job and waits for its end.
   *
   * @return the exit code
   * @throws JobFailedException with the first error of a task, or if its figures do not add up
   */
  public int run() throws IOException, InterruptedException, ClassNotFoundException {
    localRun.watch();
    JobMetrics.startSystem();
    ShippedJars.once(job);
    report.begin();
    long start = ticker.nanos();
    submitAndWatch(start);
    Duration time = Duration.ofNanos(ticker.nanos() - start);
    Optional<JobCounters> counted = tally();
    if (!job.isSuccessful()) {
      summarize(seen, time);
      throw new JobFailedException(
          "job " + job.getJobID() + " failed: " + reason() + report.advice());
    }
    JobCounters tally = counted.isPresent() ? counted.get() : withoutCounters();
    summarize(tally, time);
    if (counted.isPresent()) {
      report.check(tally);
    }
    Outcome outcome = report.outcome(tally);
    result.outcome(outcome);
    return outcome.exitCode();
  }

  /** If watching the job ends for any reason, the job is killed: none may be left running. */
  private void submitAndWatch(long start)
      throws IOException, InterruptedException, ClassNotFoundException {
    boolean ended = false;
    KillOnExit killer = KillOnExit.of(job, out, ticker, report.killed());
    try {
      job.submit();
      killer.submitted();
      result.job(job.getJobID().toString(), name);
      report.submitted().ifPresent(out::println);
      watch(start);
      ended = true;
    } finally {
      if (!ended) {
        killer.kill("watching the job failed");
      }
      killer.close();
    }
  }

  @SuppressWarnings("try") // the metrics are only registered meanwhile
  private void watch(long start) throws IOException, InterruptedException {
    TaskCount running = new TaskCount(job, ticker);
    long watched = ticker.nanos();
    try (Progress progress = progress();
        RegisteredMetrics metrics = JobMetrics.register(job, name, () -> seen)) {
      while (!job.isComplete()) {
        show(progress, running, start);
        count(running);
        ticker.sleep(pause(ticker.nanos() - watched));
      }
      show(progress, running, start);
    }
  }

  /** The end of a job is noticed at most an eighth of its time later. */
  private static Duration pause(long nanosSoFar) {
    long nanos = Math.max(nanosSoFar / 8, LOOKS_AT_MOST_EVERY.toNanos());
    return Duration.ofNanos(Math.min(nanos, LOOKS_AT_LEAST_EVERY.toNanos()));
  }

  /** Without the count, tasks keep the share that they have. */
  private void count(TaskCount running) throws InterruptedException {
    try {
      running.look();
    } catch (IOException | RuntimeException e) {
      sayOnce(
          "could not tell the tasks how many of them share the rate limit ("
              + CommandFailure.describe(e)
              + "); the job continues");
    }
  }

  /** Problems with figures do not end a job. */
  private void show(Progress progress, TaskCount running, long start) {
    try {
      Optional<JobCounters> tally = tally();
      if (tally.isPresent()) {
        seen = seen.orMore(tally.get());
        Optional<String> pause = running.pause();
        progress.show(
            snapshot(tally.get(), start)
                .waitingFor(pause.isPresent() ? pause : report.waitingFor(tally.get())));
      }
    } catch (IOException | RuntimeException e) {
      sayOnce(
          "could not read the progress of the job ("
              + CommandFailure.describe(e)
              + "); the job continues");
    }
  }

  private void summarize(JobCounters tally, Duration time) throws IOException {
    try {
      Summary summary = report.summary(tally, time, job.isSuccessful());
      summary.lines().forEach(out::println);
      result.summary(summary);
    } catch (IOException | RuntimeException e) {
      sayOnce("the summary is incomplete: " + CommandFailure.describe(e));
    }
    out.flush();
  }

  private void sayOnce(String text) {
    if (said.add(text)) {
      out.println("sluice: " + text);
      out.flush();
    }
  }

  private Progress progress() {
    Terminal terminal = Terminal.ofProcess();
    return terminal.isInteractive()
        ? new ProgressOnTerminal(name, out, terminal.width())
        : new ProgressLines(out, PLAIN_LINES);
  }

  private ProgressSnapshot snapshot(JobCounters tally, long start) throws IOException {
    double reported =
        job.getNumReduceTasks() == 0 ? settled(job.mapProgress(), tally) : ofBoth(tally);
    // The local job runner reports 1 for a moment whenever a task ends.
    share = reported < 1 || job.isSuccessful() ? reported : share;
    return new ProgressSnapshot(
        ticker.nanos() - start, report.done(tally), tally.rejected(), share);
  }

  private double ofBoth(JobCounters tally) throws IOException {
    return (job.mapProgress() + settled(job.reduceProgress(), tally)) / 2;
  }

  /** Tasks report what they have read; some of that is still in flight. */
  private static double settled(double read, JobCounters tally) {
    long given = tally.of(LoadCounter.GIVEN);
    return given == 0 ? read : read * Math.min(1, (double) tally.settled() / given);
  }

  /** Empty if the cluster returns none, or more than the limits of Hadoop allow. */
  private Optional<JobCounters> tally() {
    try {
      return Optional.ofNullable(job.getCounters()).map(JobCounters::new).map(report::whole);
    } catch (IOException | RuntimeException e) {
      sayOnce("could not read the counters of the job (" + CommandFailure.describe(e) + ")");
      return Optional.empty();
    }
  }

  private JobCounters withoutCounters() throws JobFailedException {
    try {
      return report.withoutCounters();
    } catch (JobFailedException e) {
      throw e;
    } catch (IOException e) {
      sayOnce("could not read the counts of the tasks: " + CommandFailure.describe(e));
      return new JobCounters(new Counters());
    }
  }

  private String reason() throws IOException, InterruptedException {
    if (localRun.message().isPresent()) {
      return localRun.message().get();
    }
    String info = job.getStatus().getFailureInfo();
    boolean known = info != null && !info.isEmpty() && !info.equals("NA");
    return known ? CommandFailure.firstLines(info) : "no reason reported; see the logs of the job";
  }
}
