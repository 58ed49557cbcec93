package dev.sluice.client.cluster;

import java.io.Closeable;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs the discovery of nodes and shards in the background, so that requests do not wait. Owns the
 * daemon thread {@code sluice-lookup}, which ends when it is idle or by {@link #close}.
 */
public final class Background implements Executor, Closeable {

  private final ThreadPoolExecutor thread;

  public Background() {
    thread =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread made = new Thread(task, "sluice-lookup");
              made.setDaemon(true);
              return made;
            });
    thread.allowCoreThreadTimeOut(true);
  }

  /** Runs the task later; ignored after {@link #close}. */
  @Override
  public void execute(Runnable task) {
    try {
      thread.execute(task);
    } catch (RejectedExecutionException e) {
      // Closed: the result is no longer needed.
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
