package dev.sluice.cli.run;

import dev.sluice.flow.Ticker;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * Kills a job when the process is terminated, or when watching the job fails, and waits for its
 * end, so that its committer restores the index settings. The shutdown hook runs before the one
 * that closes Hadoop's file systems, which the committer needs. {@link #close} removes the hook.
 */
final class KillOnExit implements Closeable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration TICK = Duration.ofMillis(100);

  private final Job job;
  private final PrintWriter out;
  private final Ticker ticker;
  private final String left;
  private final Runnable hook = this::interrupted;

  private volatile boolean submitted;

  private KillOnExit(Job job, PrintWriter out, Ticker ticker, String left) {
    this.job = job;
    this.out = out;
    this.ticker = ticker;
    this.left = left;
  }

  /**
   * Makes sure that a job ends with the process.
   *
   * @param left what a killed job leaves behind, and what to do next
   */
  static KillOnExit of(Job job, PrintWriter out, Ticker ticker, String left) {
    KillOnExit killer = new KillOnExit(job, out, ticker, left);
    ShutdownHookManager.get()
        .addShutdownHook(
            killer.hook,
            FileSystem.SHUTDOWN_HOOK_PRIORITY + 100,
            PATIENCE.plusSeconds(5).toMillis(),
            TimeUnit.MILLISECONDS);
    return killer;
  }

  private void interrupted() {
    kill("interrupted");
  }

  /** Called when the job is submitted, and so can be killed. */
  void submitted() {
    submitted = true;
  }

  /**
   * Kills the job unless it has ended or was never submitted. Blocks until it has ended, for at
   * most one minute, also in an interrupted thread.
   */
  void kill(String why) {
    boolean interrupted = Thread.interrupted();
    try {
      killAndWait(why);
    } catch (IOException | RuntimeException e) {
      say(
          "could not kill "
              + job.getJobID()
              + " ("
              + CommandFailure.describe(e)
              + "); if it still runs, kill it with: mapred job -kill "
              + job.getJobID());
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void killAndWait(String why) throws IOException, InterruptedException {
    if (!submitted || job.isComplete()) {
      return;
    }
    say(why + ": killing " + job.getJobID());
    job.killJob();
    long start = ticker.nanos();
    while (!job.isComplete()) {
      if (ticker.nanos() - start > PATIENCE.toNanos()) {
        say(job.getJobID() + " still runs; kill it with: mapred job -kill " + job.getJobID());
        return;
      }
      ticker.sleep(TICK);
    }
    say("killed " + job.getJobID() + "; " + left);
  }

  private void say(String text) {
    out.println("sluice: " + text);
    out.flush();
  }

  @Override
  public void close() {
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(hook);
    }
  }
}
