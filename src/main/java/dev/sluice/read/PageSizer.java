package dev.sluice.read;

/**
 * Sizes pages: how many documents to ask for, so that a page has about as many bytes as wanted, by
 * the mean of the page before, and never more than four times as many at once. What turns out too
 * large is asked for again with fewer, down to one. Not thread-safe.
 */
final class PageSizer {

  private static final int FIRST = 500;
  private static final int GROWTH = 4;

  private final long wantedBytes;
  private final int most;
  private int documents;

  private PageSizer(long wantedBytes, int most, int documents) {
    this.wantedBytes = wantedBytes;
    this.most = most;
    this.documents = documents;
  }

  /**
   * The first size.
   *
   * @param wantedBytes of a page
   * @param most documents of a page
   * @param meanBytes what a document of the shard takes on disk; 0 where that is not known
   */
  static PageSizer first(long wantedBytes, int most, long meanBytes) {
    // On disk they are compressed, to a half or less.
    long fit = meanBytes <= 0 ? FIRST : wantedBytes / (2 * meanBytes);
    return new PageSizer(wantedBytes, most, (int) bounded(fit, Math.min(FIRST, most)));
  }

  private static long bounded(long value, long most) {
    return Math.max(1, Math.min(value, most));
  }

  int documents() {
    return documents;
  }

  /** A page of this size came. */
  void came(long bytes) {
    double mean = Math.max(1.0, (double) bytes / documents);
    long next = Math.min((long) (wantedBytes / mean), (long) documents * GROWTH);
    documents = (int) bounded(next, most);
  }

  /** A page of this size would have been much too large; tells whether there is a smaller one. */
  boolean tooLarge() {
    boolean smaller = documents > 1;
    documents = Math.max(1, documents / GROWTH);
    return smaller;
  }

  /** The server had too little capacity for a page of this size. */
  void busy() {
    documents = Math.max(1, documents / 2);
  }
}
