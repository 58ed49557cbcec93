package dev.sluice.bulk;

/**
 * Sends requests to Elasticsearch. Several threads call it concurrently; each call blocks until
 * there is a reply or the transport's timeout has passed.
 */
public interface BulkTransport {

  /**
   * Sends a bulk request once, to the node of its lane. Never retries, and does not read the
   * request any more when it has returned: its memory is used again.
   *
   * @return the reply, never null; a failure is also a reply
   */
  BulkReply send(BulkRequest request);

  /**
   * Gets the documents of the request's actions and compares their sources.
   *
   * @return for each item 200 if the document exists with the identical source, 409 if with
   *     another, 404 if it does not exist; or the reason why there is no reply
   */
  BulkReply compare(BulkRequest request);

  /** Makes blocked calls, and all later ones, return immediately. Thread-safe. */
  void abort();
}
