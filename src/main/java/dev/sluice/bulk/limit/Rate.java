package dev.sluice.bulk.limit;

import java.util.Locale;

/**
 * A rate of writing: bytes of request bodies before compression, and documents, both per second. A
 * retry counts again. Immutable.
 */
public final class Rate {

  /** No limit. */
  public static final Rate UNLIMITED = new Rate(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** A request has at most the bytes and documents of this time, so that the load is even. */
  private static final int REQUEST_SECONDS = 1;

  /** Smaller requests cost more than they even out. */
  private static final int LEAST_REQUEST_BYTES = 16 << 10;

  final double bytes;
  final double documents;

  private Rate(double bytes, double documents) {
    this.bytes = bytes;
    this.documents = documents;
  }

  /**
   * A rate.
   *
   * @param bytes per second; 0 for no limit
   * @param documents per second; 0 for no limit
   */
  public static Rate of(long bytes, long documents) {
    return new Rate(orUnlimited(bytes), orUnlimited(documents));
  }

  private static double orUnlimited(long perSecond) {
    return perSecond == 0 ? Double.POSITIVE_INFINITY : perSecond;
  }

  /** The share of one of several tasks that write at the same time. */
  public Rate share(int tasks) {
    return new Rate(bytes / tasks, documents / tasks);
  }

  /** Bytes per second in whole numbers; 0 for no limit. */
  public long bytesPerSecond() {
    return bytes == Double.POSITIVE_INFINITY ? 0 : (long) bytes;
  }

  /** Documents per second in whole numbers; 0 for no limit. */
  public long documentsPerSecond() {
    return documents == Double.POSITIVE_INFINITY ? 0 : (long) documents;
  }

  public boolean isUnlimited() {
    return bytes == Double.POSITIVE_INFINITY && documents == Double.POSITIVE_INFINITY;
  }

  /** The maximum size of a request at this rate, if larger ones are allowed. */
  public int requestBytes(int most) {
    return (int) Math.min(most, Math.max(LEAST_REQUEST_BYTES, bytes * REQUEST_SECONDS));
  }

  /** The maximum number of documents in a request at this rate, if more are allowed. */
  public int requestDocuments(int most) {
    return (int) Math.min(most, Math.max(1, documents * REQUEST_SECONDS));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Rate
        && ((Rate) other).bytes == bytes
        && ((Rate) other).documents == documents;
  }

  @Override
  public int hashCode() {
    return 31 * Double.hashCode(bytes) + Double.hashCode(documents);
  }

  @Override
  public String toString() {
    if (isUnlimited()) {
      return "no rate limit";
    }
    String size = bytes == Double.POSITIVE_INFINITY ? "" : text(bytes) + " bytes/s";
    String count = documents == Double.POSITIVE_INFINITY ? "" : text(documents) + " documents/s";
    return size + (size.isEmpty() || count.isEmpty() ? "" : " and ") + count;
  }

  private static String text(double number) {
    return String.format(Locale.ROOT, number < 10 ? "%.1f" : "%,.0f", number);
  }
}
