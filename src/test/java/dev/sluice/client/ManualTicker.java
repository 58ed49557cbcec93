package dev.sluice.client;

import dev.sluice.flow.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands until it is moved. */
public final class ManualTicker implements Ticker {

  private final AtomicLong nanos = new AtomicLong(-7);

  public void advance(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Override
  public long nanos() {
    return nanos.get();
  }

  @Override
  public long wallMillis() {
    return 1_000_000_000_000L + (nanos.get() / 1_000_000);
  }

  @Override
  public void sleep(Duration time) {
    advance(time);
  }
}
