package dev.sluice.cli;

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
 * Kills a job when the process is told to end, and waits for it, so that its committer restores
 * what it changed. The hook goes before the one that closes Hadoop's file systems, which the
 * committer needs. {@link #close} takes the hook away.
 */
final class KillOnExit implements Closeable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration TICK = Duration.ofMillis(100);

  private final Job job;
  private final PrintWriter out;
  private final Ticker ticker;
  private final String left;
  private final Runnable hook = this::kill;

  private KillOnExit(Job job, PrintWriter out, Ticker ticker, String left) {
    this.job = job;
    this.out = out;
    this.ticker = ticker;
    this.left = left;
  }

  /**
   * Keeps a job from outliving the process.
   *
   * @param left what a killed job leaves, and what to do then
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

  void kill() {
    try {
      if (job.isComplete()) {
        return;
      }
      say("interrupted: killing " + job.getJobID());
      job.killJob();
      long start = ticker.nanos();
      while (!job.isComplete()) {
        if (ticker.nanos() - start > PATIENCE.toNanos()) {
          say(job.getJobID() + " still runs; end it by mapred job -kill " + job.getJobID());
          return;
        }
        ticker.sleep(TICK);
      }
      say(job.getJobID() + " is killed; " + left);
    } catch (IOException e) {
      say("could not kill " + job.getJobID() + ": " + Failure.describe(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
