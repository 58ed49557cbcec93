package dev.sluice.bulk;

/**
 * Sums up what happened over time: how long callers waited and for what, and how many requests were
 * in flight. Each change of the state is preceded by {@link #advance}, which adds the time since
 * the change before. Guarded by the owner's lock.
 */
final class TimeSums {

  private int memoryWaiters;
  private int answerWaiters;
  private long atNanos;

  private long memoryNanos;
  private long answerNanos;
  private long pausedNanos;
  private long inFlightNanos;

  /** The reasons why a caller waits. */
  enum Wait {
    MEMORY,
    ANSWERS
  }

  /**
   * Adds the time since the last call, for the state that lasted until now.
   *
   * @param inFlight the number of requests in flight
   * @param paused whether there are requests to send, and all of them must wait
   */
  void advance(long now, int inFlight, boolean paused) {
    long nanos = now - atNanos;
    atNanos = now;
    inFlightNanos += nanos * inFlight;
    if (paused) {
      pausedNanos += nanos * (memoryWaiters + answerWaiters);
    } else {
      memoryNanos += nanos * memoryWaiters;
      answerNanos += nanos * answerWaiters;
    }
  }

  /** A caller begins to wait; {@link #advance} first. */
  void begin(Wait wait) {
    count(wait, 1);
  }

  /** A caller has waited; {@link #advance} first. */
  void end(Wait wait) {
    count(wait, -1);
  }

  private void count(Wait wait, int callers) {
    if (wait == Wait.MEMORY) {
      memoryWaiters += callers;
    } else {
      answerWaiters += callers;
    }
  }

  long memoryNanos() {
    return memoryNanos;
  }

  long answerNanos() {
    return answerNanos;
  }

  long pausedNanos() {
    return pausedNanos;
  }

  long inFlightNanos() {
    return inFlightNanos;
  }
}
