package dev.sluice.bulk;

/**
 * How many requests a task may have outstanding: a number, or {@code auto}, with which each lane
 * finds its own, up to a bound, which {@code auto:N} sets. Immutable.
 */
public final class InFlight {

  private static final String AUTO = "auto";
  private static final int MOST = 64;

  /** As many as raise throughput on any network seen; more only fill queues. */
  private static final int AUTO_MOST = 8;

  private final boolean adaptive;
  private final int most;

  private InFlight(boolean adaptive, int most) {
    this.adaptive = adaptive;
    this.most = most;
  }

  /**
   * Reads it.
   *
   * @param text a whole number from 1 to 64, {@code auto}, or {@code auto:} and such a number
   * @throws IllegalArgumentException for anything else
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

  /** Whether each lane finds its own number. */
  public boolean isAdaptive() {
    return adaptive;
  }

  /** The same with so many at most, if it finds its own number; one is always left. */
  public InFlight capped(long requests) {
    return adaptive ? new InFlight(true, (int) Math.max(1, Math.min(most, requests))) : this;
  }

  /** Requests outstanding at most, over all lanes. */
  public int most() {
    return most;
  }

  /** A window of its own, for one lane or for all of them together. */
  ConcurrencyLimit limit() {
    return adaptive ? new AdaptiveLimit(most) : ConcurrencyLimit.fixed(most);
  }

  /** Text that {@link #parse} reads. */
  @Override
  public String toString() {
    return adaptive ? AUTO + ":" + most : Integer.toString(most);
  }
}
