package dev.sluice.mapreduce;

import dev.sluice.flow.Ticker;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that a test moves; who sleeps wakes when told to. */
public final class ManualTicker implements Ticker {

  private final AtomicLong nanos = new AtomicLong();
  private final Semaphore wakes = new Semaphore(0);

  public void advance(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  public void wake() {
    wakes.release();
  }

  @Override
  public long nanos() {
    return nanos.get();
  }

  /** The first second of 2026, UTC. */
  @Override
  public long wallMillis() {
    return 1_767_225_600_000L;
  }

  @Override
  public void sleep(Duration time) throws InterruptedException {
    wakes.acquire();
  }
}
