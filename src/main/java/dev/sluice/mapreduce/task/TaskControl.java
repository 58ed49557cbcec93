package dev.sluice.mapreduce.task;

import dev.sluice.bulk.BulkProcessor;
import dev.sluice.bulk.limit.Rate;
import dev.sluice.bulk.limit.RateSettings;
import dev.sluice.flow.Ticker;
import dev.sluice.mapreduce.control.ControlFiles;
import dev.sluice.mapreduce.control.JobControl;
import dev.sluice.mapreduce.control.RunningTasks;
import dev.sluice.mapreduce.job.JobDirectory;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.mapreduce.JobContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies the control files of the job to the engine of a task: its pause, and its share of the
 * rate. It looks once before the engine sends anything, so that a new attempt of a paused job
 * begins paused, and then every two seconds. Owns the daemon thread {@code sluice-control}, which
 * {@link #close} stops. A file that cannot be read changes nothing.
 */
final class TaskControl implements Closeable {

  private static final Logger log = LoggerFactory.getLogger(TaskControl.class);

  private static final Duration PERIOD = Duration.ofSeconds(2);
  private static final long STOP_MILLIS = 1_000;

  private final ControlFiles files;
  private final Rate configured;
  private final OptionalInt mostTasks;
  private final BulkProcessor engine;
  private final String job;
  private final Ticker ticker;
  private final Thread thread = new Thread(this::run, "sluice-control");

  private volatile boolean closed;

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
      BulkProcessor engine,
      Ticker ticker) {
    this.files = ControlFiles.in(directory, context.getConfiguration());
    this.configured = RateSettings.rate(context.getConfiguration()::get);
    this.mostTasks = mostTasks;
    this.engine = engine;
    this.job = context.getJobID().toString();
    this.ticker = ticker;
    thread.setDaemon(true);
  }

  /** Looks for the first time, and starts the thread. */
  void start() {
    RunningTasks.begun(job);
    look();
    thread.start();
  }

  private void run() {
    try {
      while (!closed) {
        ticker.sleep(PERIOD);
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  /** Looks once, in the thread. */
  void look() {
    try {
      Optional<JobControl> wish = files.job();
      apply(wish.orElse(JobControl.NONE));
      unreadable = false;
    } catch (IOException | RuntimeException e) {
      if (!unreadable && !Thread.currentThread().isInterrupted()) {
        unreadable = true;
        log.warn("Could not read the control files of the job: {}", e.toString());
      }
    }
  }

  private void apply(JobControl wish) throws IOException {
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
    RunningTasks.ended(job);
    closed = true; // an interrupt can be swallowed below
    thread.interrupt();
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
