package dev.sluice.bulk.limit;

/**
 * Limits the bytes and documents that a task sends in a second, by a token bucket for each. Guarded
 * by the engine's lock.
 */
public final class RateLimit {

  private final TokenBucket bytes = new TokenBucket();
  private final TokenBucket documents = new TokenBucket();

  /**
   * Changes the rate from now on.
   *
   * @param requestBytes the size of a full request; the bucket holds one, and a second of the rate
   * @param requestDocuments the same for documents
   */
  public void change(Rate rate, int requestBytes, int requestDocuments, long now) {
    bytes.change(rate.bytes, requestBytes + rate.bytes, now);
    documents.change(rate.documents, requestDocuments + rate.documents, now);
  }

  /** Adds what was not sent in a time before this limit. */
  public void credit(long nanos, long now) {
    bytes.credit(nanos, now);
    documents.credit(nanos, now);
  }

  /**
   * The time of the rate that was not used until now; negative if too much was sent. 0 without a
   * limit.
   */
  public long unspentNanos(long now) {
    long nanos = Math.min(bytes.unspentNanos(now), documents.unspentNanos(now));
    return nanos == Long.MAX_VALUE ? 0 : nanos;
  }

  /** Nanoseconds until a request may be sent. */
  public long waitNanos(long requestBytes, long requestDocuments, long now) {
    return Math.max(bytes.waitNanos(requestBytes, now), documents.waitNanos(requestDocuments, now));
  }

  /** Takes the tokens of a request that is sent. */
  public void sent(long requestBytes, long requestDocuments, long now) {
    bytes.take(requestBytes, now);
    documents.take(requestDocuments, now);
  }
}
