package dev.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.flow.Ticker;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits, but not forever, for what another thread does and nobody announces. */
public final class Awaiting {

  private static final Duration MOST = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(2);

  private Awaiting() {}

  /** Waits until a condition holds; fails if it does not in twenty seconds. */
  public static void until(BooleanSupplier condition) throws InterruptedException {
    until("the condition", MOST, condition);
  }

  /** The same for what takes longer, with its name for the message. */
  public static void until(String what, Duration most, BooleanSupplier condition)
      throws InterruptedException {
    Ticker ticker = Ticker.system();
    long start = ticker.nanos();
    while (!condition.getAsBoolean()) {
      assertThat(ticker.nanos() - start)
          .as("nanoseconds of waiting for " + what)
          .isLessThan(most.toNanos());
      ticker.sleep(PAUSE);
    }
  }
}
