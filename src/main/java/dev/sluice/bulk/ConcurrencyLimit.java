package dev.sluice.bulk;

/**
 * Limits the number of concurrent requests, for one lane or in total. Each reply may change it.
 * Guarded by the engine's lock.
 */
interface ConcurrencyLimit {

  /** A constant limit. */
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

  /** The information of one reply about the capacity of the cluster. */
  final class Answered {
    final double refusedShare;
    final long bytes;
    final long sentAt;
    final long now;

    /**
     * Describes a reply.
     *
     * @param refusedShare the share of the request refused for lack of capacity, from 0 to 1
     * @param bytes the size of the request
     */
    Answered(double refusedShare, long bytes, long sentAt, long now) {
      this.refusedShare = refusedShare;
      this.bytes = bytes;
      this.sentAt = sentAt;
      this.now = now;
    }
  }

  /**
   * Nanoseconds until one more request may be sent; 0 if now, Long.MAX_VALUE if a reply must come
   * first.
   */
  long waitNanos(int inFlight, long now);

  /** Records that a request was sent; {@code inFlight} includes it. */
  void sent(int inFlight, long now);

  /**
   * Adapts to a reply.
   *
   * @return whether fewer requests will be sent from now on; if not, the lane has to pause
   */
  boolean answered(Answered answered);

  /** Adapts to a request that failed as a whole for a reason other than lack of capacity. */
  void unanswered(long sentAt, long now);
}
