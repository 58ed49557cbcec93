package dev.sluice.client.http;

import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends requests that take too long. A socket timeout bounds one read, not a reply that trickles nor
 * a request that is taken in slowly. Owns the thread {@code sluice-http-deadline}, a daemon that is
 * stopped by {@link #close}.
 */
final class Deadlines implements Closeable {

  private final ScheduledThreadPoolExecutor timer;

  private Deadlines(ScheduledThreadPoolExecutor timer) {
    this.timer = timer;
  }

  static Deadlines start() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "sluice-http-deadline");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    return new Deadlines(timer);
  }

  /** Runs the action once the time has passed, unless the answer is cancelled before. */
  Future<?> after(Duration time, Runnable action) {
    return timer.schedule(action, time.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
