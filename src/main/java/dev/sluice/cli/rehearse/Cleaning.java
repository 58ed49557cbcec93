package dev.sluice.cli.rehearse;

import dev.sluice.cli.run.CommandFailure;
import dev.sluice.flow.Ticker;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * Removes the scratch index and the files of a rehearsal at its end, also when the process is
 * terminated. The shutdown hook runs after the one that kills the job, and before the one that
 * closes Hadoop's file systems. Whichever of the hook and {@link #close} comes first removes them;
 * the other waits for it.
 */
final class Cleaning implements Closeable {

  /** Below the hook that kills the job, which has 100 more than that of the file systems. */
  private static final int PRIORITY = FileSystem.SHUTDOWN_HOOK_PRIORITY + 50;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A request that was on its way when its task was killed creates the index once more. */
  private static final Duration LAST_REQUESTS = Duration.ofSeconds(1);

  private final ScratchIndex scratch;
  private final String job;
  private final Configuration conf;
  private final PrintWriter out;
  private final Ticker ticker;
  private final Runnable hook = this::interrupted;
  private boolean done;

  private Cleaning(
      ScratchIndex scratch, String job, Configuration conf, PrintWriter out, Ticker ticker) {
    this.scratch = scratch;
    this.job = job;
    this.conf = conf;
    this.out = out;
    this.ticker = ticker;
  }

  static Cleaning of(
      ScratchIndex scratch, String job, Configuration conf, PrintWriter out, Ticker ticker) {
    Cleaning cleaning = new Cleaning(scratch, job, conf, out, ticker);
    ShutdownHookManager.get()
        .addShutdownHook(cleaning.hook, PRIORITY, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    return cleaning;
  }

  private void interrupted() {
    clean(true);
  }

  private synchronized void clean(boolean killed) {
    if (done) {
      return;
    }
    done = true;
    boolean interrupted = Thread.interrupted();
    try {
      scratch.delete();
      if (killed) {
        ticker.sleep(LAST_REQUESTS);
        scratch.delete();
      }
    } catch (IOException | RuntimeException e) {
      say(
          "could not delete index "
              + scratch.name()
              + " ("
              + CommandFailure.describe(e)
              + "); the next rehearsal or check removes it");
    } catch (InterruptedException e) {
      interrupted = true;
    }
    removeFiles();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void removeFiles() {
    try {
      RehearsalIndices.removeFiles(job, conf);
    } catch (IOException | RuntimeException e) {
      say("could not delete the files of the rehearsal: " + CommandFailure.describe(e));
    }
  }

  private void say(String text) {
    out.println("sluice: " + text);
    out.flush();
  }

  @Override
  public void close() {
    boolean shutdown = ShutdownHookManager.get().isShutdownInProgress();
    clean(shutdown || Thread.currentThread().isInterrupted());
    if (!shutdown) {
      ShutdownHookManager.get().removeShutdownHook(hook);
    }
  }
}
