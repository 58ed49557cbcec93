package dev.sluice.read;

import dev.sluice.flow.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that a test moves, and that whoever sleeps moves on by as much. */
final class StrideTicker implements Ticker {

  private final AtomicLong nanos = new AtomicLong();

  void advance(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Override
  public long nanos() {
    return nanos.get();
  }

  @Override
  public long wallMillis() {
    return nanos.get() / 1_000_000;
  }

  @Override
  public void sleep(Duration time) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    advance(time);
  }
}
