package dev.sluice.flow;

import java.time.Duration;

/**
 * Reads the clock and sleeps, so that tests control the time. The build forbids both everywhere
 * else. Thread-safe.
 */
public interface Ticker {

  /** Nanoseconds since an arbitrary fixed origin; only differences are meaningful. */
  long nanos();

  /** Milliseconds since 1970, for display. */
  long wallMillis();

  /**
   * Blocks for a while.
   *
   * @param time the time to sleep
   * @throws InterruptedException if the thread is interrupted
   */
  void sleep(Duration time) throws InterruptedException;

  /** The system clock. */
  static Ticker system() {
    return SystemTicker.INSTANCE;
  }
}
