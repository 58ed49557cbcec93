package dev.sluice.bulk;

/**
 * How many requests a task may have outstanding: a number, or {@code auto}, with which each lane
 * finds its own, up to a bound. Immutable.
 */
public final class InFlight {

  private static final String AUTO = "auto";
  private static final int MOST = 64;

  /** As many as raise throughput on any network seen; more only fill queues. */
  private static final int AUTO_MOST = 8;

  private final String text;
  private final int most;

  private InFlight(String text, int most) {
    this.text = text;
    this.most = most;
  }

  /**
   * Reads it.
   *
   * @param text a whole number from 1 to 64, or {@code auto}
   * @throws IllegalArgumentException for anything else
   */
  public static InFlight parse(String text) {
    String trimmed = text.trim();
    if (trimmed.equals(AUTO)) {
      return new InFlight(AUTO, AUTO_MOST);
    }
    int number = Integer.parseInt(trimmed);
    if (number < 1 || number > MOST) {
      throw new IllegalArgumentException("not from 1 to " + MOST + ": " + trimmed);
    }
    return new InFlight(trimmed, number);
  }

  /** Requests outstanding at most, over all lanes. */
  public int most() {
    return most;
  }

  /** A window of its own, for one lane or for all of them together. */
  Window window() {
    return text.equals(AUTO) ? new AdaptiveWindow(most) : Window.fixed(most);
  }

  /** As the user wrote it. */
  @Override
  public String toString() {
    return text;
  }
}
