package dev.sluice.read;

import dev.sluice.flow.ThreadStop;
import java.util.ArrayList;
import java.util.List;

/**
 * Owns the daemon threads of a read, {@code sluice-read-0} and so on; {@link #stop} interrupts them
 * and waits for them. Thread-safe.
 */
final class ReadThreads {

  private final List<Thread> threads = new ArrayList<>();
  private boolean stopped;

  /** Runs work in a new thread; ignored after {@link #stop}. */
  synchronized void start(Runnable work) {
    if (!stopped) {
      Thread thread = new Thread(work, "sluice-read-" + threads.size());
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  private synchronized List<Thread> stopped() {
    stopped = true;
    return new ArrayList<>(threads);
  }

  /**
   * Interrupts all threads and blocks until they have ended.
   *
   * @return false if a thread has not ended within 30 s
   */
  boolean stop() {
    return ThreadStop.of(stopped());
  }
}
