package dev.sluice.flow;

import java.time.Duration;

/**
 * Reads the clock and sleeps, so that tests own time. The build forbids both everywhere else.
 * Thread-safe.
 */
public interface Ticker {

  /** Nanoseconds from a fixed but unknown origin; only differences mean anything. */
  long nanos();

  /** Milliseconds since 1970, for people to read. */
  long wallMillis();

  /**
   * Blocks for a while.
   *
   * @param time how long
   * @throws InterruptedException if the thread was interrupted before or meanwhile
   */
  void sleep(Duration time) throws InterruptedException;

  /** The machine's clock. */
  static Ticker system() {
    return SystemTicker.INSTANCE;
  }
}
