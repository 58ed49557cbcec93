package dev.sluice.read;

import java.util.ArrayList;
import java.util.List;

/**
 * Owns the daemon threads of a read, {@code sluice-read-0} and so on; {@link #stop} interrupts them
 * and waits for them. Thread-safe.
 */
final class ReadThreads {

  private static final int STOP_ATTEMPTS = 30;
  private static final long STOP_MILLIS = 1_000;

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
    List<Thread> all = stopped();
    boolean interrupted = false;
    boolean ended = true;
    for (Thread thread : all) {
      // More than once: a library may swallow an interrupt.
      for (int i = 0; i < STOP_ATTEMPTS && thread.isAlive(); i++) {
        all.forEach(Thread::interrupt);
        try {
          thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      ended &= !thread.isAlive();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return ended;
  }
}
