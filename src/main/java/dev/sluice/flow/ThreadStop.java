package dev.sluice.flow;

import java.util.List;

/** Ends threads by interrupts, more than one if need be, because a library may swallow some. */
public final class ThreadStop {

  private static final int ATTEMPTS = 30;
  private static final long MILLIS = 1_000;

  private ThreadStop() {}

  /**
   * Interrupts threads until they have ended. An interrupt of the calling thread does not shorten
   * the wait, and its flag is set afterwards.
   *
   * @return false if a thread has not ended within 30 s
   */
  public static boolean of(List<Thread> threads) {
    boolean interrupted = Thread.interrupted();
    boolean ended = true;
    for (Thread thread : threads) {
      for (int i = 0; i < ATTEMPTS && thread.isAlive(); i++) {
        threads.forEach(Thread::interrupt);
        try {
          thread.join(MILLIS);
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
