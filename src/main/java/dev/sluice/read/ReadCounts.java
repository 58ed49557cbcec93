package dev.sluice.read;

import java.util.concurrent.atomic.AtomicLong;

/** What a reading has done so far. Thread-safe. */
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

  /** Documents handed over. */
  public long documents() {
    return documents.get();
  }

  /** Notes that a document was handed over and could not be used. */
  public void unreadable() {
    unreadable.incrementAndGet();
  }

  /** Documents that could not be used, of those handed over. */
  public long unreadables() {
    return unreadable.get();
  }

  /** Bytes of the pages that came. */
  public long bytes() {
    return bytes.get();
  }

  /** Pages that came. */
  public long pages() {
    return pages.get();
  }

  /** Milliseconds that those pages took, added up over parallel ones. */
  public long pageMillis() {
    return requestNanos.get() / 1_000_000;
  }

  /** Requests that failed and were sent again. */
  public long retries() {
    return retries.get();
  }

  /** How often the point in time was extended because nothing else was asked. */
  public long extensions() {
    return extensions.get();
  }

  /** Milliseconds that the one who takes documents waited for them. */
  public long waitMillis() {
    return waitNanos.get() / 1_000_000;
  }

  @Override
  public String toString() {
    return documents + " documents, " + pages + " pages, " + retries + " retries";
  }
}
