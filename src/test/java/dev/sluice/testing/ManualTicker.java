package dev.sluice.testing;

import dev.sluice.flow.Ticker;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that a test moves. It stands at the beginning of 2026, UTC. Thread-safe. */
public final class ManualTicker implements Ticker {

  private static final long BEGINNING_MILLIS = 1_767_225_600_000L;

  /** Below zero, as those of a machine may be. */
  private static final long ORIGIN_NANOS = -7;

  private final boolean movesWithSleepers;
  private final AtomicLong passed = new AtomicLong();
  private final Semaphore wakes = new Semaphore(0);

  private ManualTicker(boolean movesWithSleepers) {
    this.movesWithSleepers = movesWithSleepers;
  }

  /** One that whoever sleeps moves on by as much. */
  public static ManualTicker movedBySleepers() {
    return new ManualTicker(true);
  }

  /** One on which whoever sleeps does so until the test wakes it. */
  public static ManualTicker holdingSleepers() {
    return new ManualTicker(false);
  }

  public void advance(Duration time) {
    passed.addAndGet(time.toNanos());
  }

  /** Ends one sleep, the present or the next. */
  public void wake() {
    wakes.release();
  }

  /** How far it was moved. */
  public long passedNanos() {
    return passed.get();
  }

  @Override
  public long nanos() {
    return ORIGIN_NANOS + passed.get();
  }

  @Override
  public long wallMillis() {
    return BEGINNING_MILLIS + passed.get() / 1_000_000;
  }

  @Override
  public void sleep(Duration time) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (movesWithSleepers) {
      advance(time);
    } else {
      wakes.acquire();
    }
  }
}
