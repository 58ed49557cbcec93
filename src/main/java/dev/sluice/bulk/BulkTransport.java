package dev.sluice.bulk;

/**
 * Carries requests to Elasticsearch. Called by several threads at a time, each call blocking its
 * own thread until there is an answer or the transport's own time limit has passed.
 */
public interface BulkTransport {

  /**
   * Sends a bulk request once, to the destination of its lane, and never a second time by itself.
   *
   * @return what came back, never null; a failure is a reply too
   */
  BulkReply send(BulkRequest request);

  /**
   * Asks for the documents that the request's actions name, and compares their sources.
   *
   * @return item by item 200 if the document stands in the index with the very same source, 409 if
   *     with another, 404 if it is not there; or why no answer came
   */
  BulkReply compare(BulkRequest request);

  /** Makes calls that are blocked, and all later ones, return at once. Thread-safe. */
  void abort();
}
