package dev.sluice.bulk;

/**
 * Limits the bytes and documents that a task sends in a second, by a token bucket for each. Only
 * requests that apply actions count; a comparison is small and reads. Guarded by the engine's lock.
 */
final class RateLimit {

  private final TokenBucket bytes = new TokenBucket();
  private final TokenBucket documents = new TokenBucket();

  /**
   * Changes the rate from now on.
   *
   * @param requestBytes the size of a full request; the bucket holds one, and a second of the rate
   * @param requestDocuments the same for documents
   */
  void change(Rate rate, int requestBytes, int requestDocuments, long now) {
    bytes.change(rate.bytes, requestBytes + rate.bytes, now);
    documents.change(rate.documents, requestDocuments + rate.documents, now);
  }

  /** Nanoseconds until a request may be sent. */
  long waitNanos(BulkRequest request, long now) {
    if (request.kind != BulkRequest.Kind.APPLY) {
      return 0;
    }
    return Math.max(
        bytes.waitNanos(request.contentLength(), now), documents.waitNanos(request.items(), now));
  }

  /** Takes the tokens of a request that is sent. */
  void sent(BulkRequest request, long now) {
    if (request.kind == BulkRequest.Kind.APPLY) {
      bytes.take(request.contentLength(), now);
      documents.take(request.items(), now);
    }
  }
}
