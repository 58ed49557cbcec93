package dev.sluice.testing;

import dev.sluice.flow.Ticker;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.function.ThrowingConsumer;

/** Runs a property with one seed after the other, for seconds, or longer if it is told so. */
public final class Fuzz {

  private static final int SECONDS = Integer.getInteger("sluice.fuzz.seconds", 1);

  private Fuzz() {}

  /** Runs it from seed 1 on; a failure names its seed. */
  public static void seeds(ThrowingConsumer<Random> property) {
    Ticker ticker = Ticker.system();
    long end = ticker.nanos() + Duration.ofSeconds(SECONDS).toNanos();
    for (long seed = 1; seed < 100 || ticker.nanos() - end < 0; seed++) {
      try {
        property.accept(new Random(seed));
      } catch (Throwable e) {
        throw new AssertionError("with seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }
}
