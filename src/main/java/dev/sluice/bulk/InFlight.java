package dev.sluice.bulk;

/**
 * The maximum number of concurrent requests of a task: a number, or {@code auto}, which adapts the
 * number of each lane up to a maximum ({@code auto:N}). Immutable.
 */
public final class InFlight {

  private static final String AUTO = "auto";
  private static final int MOST = 64;

  /** More requests did not raise throughput on any network measured; they only fill queues. */
  private static final int AUTO_MOST = 8;

  private final boolean adaptive;
  private final int most;

  private InFlight(boolean adaptive, int most) {
    this.adaptive = adaptive;
    this.most = most;
  }

  /**
   * Parses the value.
   *
   * @param text a whole number from 1 to 64, {@code auto}, or {@code auto:} and such a number
   * @throws IllegalArgumentException for any other text
   */
  public static InFlight parse(String text) {
    String trimmed = text.trim();
    if (trimmed.equals(AUTO)) {
      return new InFlight(true, AUTO_MOST);
    }
    boolean adaptive = trimmed.startsWith(AUTO + ":");
    int most = Integer.parseInt(adaptive ? trimmed.substring(AUTO.length() + 1) : trimmed);
    if (most < 1 || most > MOST) {
      throw new IllegalArgumentException("not in the range 1 to " + MOST + ": " + trimmed);
    }
    return new InFlight(adaptive, most);
  }

  /** Whether the number adapts. */
  public boolean isAdaptive() {
    return adaptive;
  }

  /** The same value with a lower maximum, if it adapts; at least 1. */
  public InFlight capped(long requests) {
    return adaptive ? new InFlight(true, (int) Math.max(1, Math.min(most, requests))) : this;
  }

  /** The maximum number of concurrent requests over all lanes. */
  public int most() {
    return most;
  }

  /** Creates a new concurrency limit, for one lane or for all lanes together. */
  ConcurrencyLimit limit() {
    return adaptive ? new AdaptiveLimit(most) : ConcurrencyLimit.fixed(most);
  }

  /** A text that {@link #parse} reads. */
  @Override
  public String toString() {
    return adaptive ? AUTO + ":" + most : Integer.toString(most);
  }
}
