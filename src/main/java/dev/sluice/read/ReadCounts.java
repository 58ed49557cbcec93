package dev.sluice.read;

import java.util.concurrent.atomic.AtomicLong;

/** Counts the work of a read. Thread-safe. */
public final class ReadCounts {

  private final AtomicLong documents = new AtomicLong();
  private final AtomicLong unreadable = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong pages = new AtomicLong();
  private final AtomicLong requestNanos = new AtomicLong();
  private final AtomicLong retries = new AtomicLong();
  private final AtomicLong extensions = new AtomicLong();
  private final AtomicLong waitNanos = new AtomicLong();

  ReadCounts() {}

  void read() {
    documents.incrementAndGet();
  }

  void came(long pageBytes, long nanos) {
    pages.incrementAndGet();
    bytes.addAndGet(pageBytes);
    requestNanos.addAndGet(nanos);
  }

  void retried() {
    retries.incrementAndGet();
  }

  void extended() {
    extensions.incrementAndGet();
  }

  void waited(long nanos) {
    waitNanos.addAndGet(nanos);
  }

  /** Documents returned. */
  public long documents() {
    return documents.get();
  }

  /** Records that a returned document could not be used. */
  public void unreadable() {
    unreadable.incrementAndGet();
  }

  /** Returned documents that could not be used. */
  public long unreadables() {
    return unreadable.get();
  }

  /** Bytes of the pages read. */
  public long bytes() {
    return bytes.get();
  }

  /** Pages read. */
  public long pages() {
    return pages.get();
  }

  /** Duration of the page requests in milliseconds, summed over parallel requests. */
  public long pageMillis() {
    return requestNanos.get() / 1_000_000;
  }

  /** Requests that failed and were retried. */
  public long retries() {
    return retries.get();
  }

  /** Times the point in time was extended because nothing else used it. */
  public long extensions() {
    return extensions.get();
  }

  /** Time that the consumer waited for documents, in milliseconds. */
  public long waitMillis() {
    return waitNanos.get() / 1_000_000;
  }

  @Override
  public String toString() {
    return documents + " documents, " + pages + " pages, " + retries + " retries";
  }
}
