package dev.sluice.client.http;

import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Cancels requests at their deadline. A socket timeout limits a single read, not a slow reply or a
 * slow upload. Owns the daemon thread {@code sluice-http-deadline}, which {@link #close} stops.
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

  /** Runs the action after this time, unless the returned future is cancelled before. */
  Future<?> after(Duration time, Runnable action) {
    return timer.schedule(action, time.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
