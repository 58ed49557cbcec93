package dev.sluice.client.cluster;

import java.io.Closeable;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Does what no request should wait for: looking for nodes and shards. Owns the thread {@code
 * sluice-lookup}, a daemon that ends when it has nothing to do, or by {@link #close}.
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

  /** Does it later; not at all once this is closed. */
  @Override
  public void execute(Runnable task) {
    try {
      thread.execute(task);
    } catch (RejectedExecutionException e) {
      // Closed: nobody needs it any more.
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
