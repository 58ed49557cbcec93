package dev.sluice.read;

/**
 * Chooses the page size in documents, so that a page has about the wanted number of bytes. It uses
 * the average of the previous page and grows by at most a factor of four. A page that is too large
 * is requested again with fewer documents, down to one. Not thread-safe.
 */
final class PageSizer {

  private static final int FIRST = 500;
  private static final int GROWTH = 4;
  private static final double SPARE = 1.05;

  /** What a first page of unknown size is expected to have. */
  private static final long UNKNOWN = 1 << 20;

  private final long wantedBytes;
  private final int most;
  private int documents;
  private double meanBytes;

  private PageSizer(long wantedBytes, int most, int documents) {
    this.wantedBytes = wantedBytes;
    this.most = most;
    this.documents = documents;
    meanBytes = (double) Math.min(wantedBytes, UNKNOWN) / documents;
  }

  /**
   * The first page size.
   *
   * @param wantedBytes the wanted size of a page
   * @param most the maximum documents of a page
   * @param meanBytes the average size of a document on disk; 0 if unknown
   */
  static PageSizer first(long wantedBytes, int most, long meanBytes) {
    // On disk they are compressed, to half the size or less.
    long fit = meanBytes <= 0 ? FIRST : wantedBytes / (2 * meanBytes);
    return new PageSizer(wantedBytes, most, (int) bounded(fit, Math.min(FIRST, most)));
  }

  private static long bounded(long value, long most) {
    return Math.max(1, Math.min(value, most));
  }

  int documents() {
    return documents;
  }

  /**
   * The probable size of the page in bytes, and a little more.
   *
   * @param bound the maximum
   */
  int expectedBytes(int bound) {
    return (int) Math.min(bound, meanBytes * documents * SPARE);
  }

  /** Records a page with this size in bytes. */
  void came(long bytes) {
    meanBytes = Math.max(1.0, (double) bytes / documents);
    long next = Math.min((long) (wantedBytes / meanBytes), (long) documents * GROWTH);
    documents = (int) bounded(next, most);
  }

  /**
   * Records that a page of this size is much too large; returns whether a smaller one is possible.
   */
  boolean tooLarge() {
    boolean smaller = documents > 1;
    documents = Math.max(1, documents / GROWTH);
    return smaller;
  }

  /** Records that the server lacked capacity for a page of this size. */
  void busy() {
    documents = Math.max(1, documents / 2);
  }
}
