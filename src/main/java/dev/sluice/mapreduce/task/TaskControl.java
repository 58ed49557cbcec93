package dev.sluice.mapreduce.task;

import dev.sluice.bulk.limit.Rate;
import dev.sluice.bulk.limit.RateSettings;
import dev.sluice.flow.Ticker;
import dev.sluice.mapreduce.control.ControlFiles;
import dev.sluice.mapreduce.control.ControlWatch;
import dev.sluice.mapreduce.control.JobControl;
import dev.sluice.mapreduce.control.RunningTasks;
import dev.sluice.mapreduce.job.JobDirectory;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import org.apache.hadoop.mapreduce.JobContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies the control files of the job to the engine of a task: its pause, and its share of the
 * rate. It looks once before the engine sends anything, so that a new attempt of a paused job
 * begins paused, and then every 2 to 5 seconds: all tasks together look at most about 200 times a
 * second. Owns the daemon thread {@code sluice-control}, which {@link #close} stops. A file that
 * cannot be read changes nothing.
 */
final class TaskControl implements Closeable {

  private static final Logger log = LoggerFactory.getLogger(TaskControl.class);

  private static final int LOOKS_PER_SECOND = 200;
  private static final int LEAST_SECONDS = 2;
  private static final int MOST_SECONDS = 5;

  private final ControlWatch files;
  private final Rate configured;
  private final OptionalInt mostTasks;
  private final SendingEngine engine;
  private final String job;
  private final Ticker ticker;
  private final RepeatedWork work;

  private boolean started;
  private Rate rate = Rate.UNLIMITED;
  private Rate share = Rate.UNLIMITED;
  private boolean paused;
  private boolean unreadable;

  /**
   * Creates a control that is not started.
   *
   * @param mostTasks the largest number of concurrent tasks; empty if unknown
   */
  TaskControl(
      JobContext context,
      JobDirectory directory,
      OptionalInt mostTasks,
      SendingEngine engine,
      Ticker ticker) {
    this.files = new ControlWatch(ControlFiles.in(directory, context.getConfiguration()));
    this.configured = RateSettings.rate(context.getConfiguration()::get);
    this.mostTasks = mostTasks;
    this.engine = engine;
    this.job = context.getJobID().toString();
    this.ticker = ticker;
    work = new RepeatedWork("sluice-control", period(), this::lookAndWait, ticker);
  }

  /** Looks for the first time, and starts the thread. */
  void start() {
    started = true;
    long unused = RunningTasks.begun(job, ticker.nanos());
    look();
    if (!paused) {
      engine.credit(unused);
    }
    work.start();
  }

  private Duration lookAndWait() {
    look();
    return period();
  }

  private Duration period() {
    int tasks = files.tasks().orElse(mostTasks.orElse(1));
    int seconds = Math.min(MOST_SECONDS, tasks / LOOKS_PER_SECOND);
    return Duration.ofSeconds(Math.max(LEAST_SECONDS, seconds));
  }

  /** Looks once, in the thread. */
  void look() {
    try {
      files.look();
      apply(files.job().orElse(JobControl.NONE));
      unreadable = false;
    } catch (IOException | RuntimeException e) {
      if (!unreadable && !Thread.currentThread().isInterrupted()) {
        unreadable = true;
        log.warn("Could not read the control files of the job: {}", e.toString());
      }
    }
  }

  private void apply(JobControl wish) {
    if (wish.isPaused() != paused) {
      paused = wish.isPaused();
      log.info(paused ? "Paused by 'sluice control'" : "Resumed by 'sluice control'");
      if (paused) {
        engine.pause();
      } else {
        engine.resume();
      }
    }
    Rate ofJob = wish.rate().orElse(configured);
    OptionalInt running = ofJob.isUnlimited() ? OptionalInt.of(1) : files.tasks();
    Rate next = ofJob.share(running.orElse(mostTasks.orElse(1)));
    if (!ofJob.equals(rate)) {
      rate = ofJob;
      log.info("Rate limit of the job: {}{}", ofJob, running.isPresent() ? "" : divided());
    }
    if (!next.equals(share)) {
      share = next;
      engine.limit(next);
    }
  }

  /** The rate of this task. */
  Rate share() {
    return share;
  }

  private String divided() {
    if (!mostTasks.isPresent()) {
      return "; the engine does not tell how many tasks run, so each task uses all of it";
    }
    return ", divided by "
        + mostTasks.getAsInt()
        + ", the largest number of concurrent tasks, until a watching command counts them";
  }

  /** Has no effect on the count if it was not started. */
  @Override
  public void close() {
    if (started) {
      started = false;
      RunningTasks.ended(job, ticker.nanos(), engine.unspentNanos());
    }
    work.close();
  }
}
