package dev.sluice.mapreduce.task;

import dev.sluice.flow.Ticker;
import java.io.Closeable;
import java.time.Duration;

/**
 * Work that a task repeats until it ends, with pauses. Owns a daemon thread, which {@link #close}
 * stops.
 */
final class RepeatedWork implements Closeable {

  private static final long STOP_MILLIS = 1_000;

  /** The work. */
  interface Work {
    /** Does it once, and returns the pause until the next time. */
    Duration run() throws InterruptedException;
  }

  private final Duration first;
  private final Work work;
  private final Ticker ticker;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Creates work that is not started.
   *
   * @param first the pause before the first time
   */
  RepeatedWork(String name, Duration first, Work work, Ticker ticker) {
    this.first = first;
    this.work = work;
    this.ticker = ticker;
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      ticker.sleep(first);
      while (!closed) {
        ticker.sleep(work.run());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  /** Waits briefly for work that runs. */
  @Override
  public void close() {
    closed = true; // a file system may swallow the interrupt
    thread.interrupt();
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
