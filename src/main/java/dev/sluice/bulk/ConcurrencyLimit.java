package dev.sluice.bulk;

/**
 * The concurrency limit: how many requests may be in flight, over one lane or altogether. Each
 * answer may change it. Guarded by the engine's lock.
 */
interface ConcurrencyLimit {

  /** One that is always the same. */
  static ConcurrencyLimit fixed(int size) {
    return new ConcurrencyLimit() {
      @Override
      public long waitNanos(int inFlight, long now) {
        return inFlight < size ? 0 : Long.MAX_VALUE;
      }

      @Override
      public void sent(int inFlight, long now) {}

      @Override
      public boolean answered(Answered answered) {
        return false;
      }

      @Override
      public void unanswered(long sentAt, long now) {}
    };
  }

  /** What one answer says of the capacity. */
  final class Answered {
    final double refusedShare;
    final long bytes;
    final long sentAt;
    final long now;

    /**
     * An answer.
     *
     * @param refusedShare how much of the request was refused for lack of capacity, from 0 to 1
     * @param bytes how large the request was
     */
    Answered(double refusedShare, long bytes, long sentAt, long now) {
      this.refusedShare = refusedShare;
      this.bytes = bytes;
      this.sentAt = sentAt;
      this.now = now;
    }
  }

  /**
   * Nanoseconds until one more may be sent; 0 if it may now, Long.MAX_VALUE if an answer must come
   * first.
   */
  long waitNanos(int inFlight, long now);

  /** One was sent, with which so many are in flight. */
  void sent(int inFlight, long now);

  /**
   * Takes in an answer.
   *
   * @return whether fewer will be sent from now on; if not, the lane has to rest
   */
  boolean answered(Answered answered);

  /** Takes in that a request failed as a whole, and was not refused for lack of capacity. */
  void unanswered(long sentAt, long now);
}
