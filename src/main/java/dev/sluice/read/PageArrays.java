package dev.sluice.read;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;

/**
 * Makes the arrays of pages, or uses that of a page again whose documents were all read: garbage
 * collectors handle large arrays badly. It keeps one array at most, which takes the place either of
 * a page in the queue or of one in flight. Thread-safe.
 */
public final class PageArrays implements IntFunction<byte[]> {

  /** Pages differ in size, so an array may have this part of the wanted bytes to spare. */
  private static final int SPARE = 16;

  /** The maximum length of an array that is kept; 0 to keep none. */
  private final int most;

  private final AtomicReference<byte[]> kept = new AtomicReference<>();

  private PageArrays(int most) {
    this.most = most;
  }

  /** For readers whose documents stay valid. */
  public static PageArrays fresh() {
    return new PageArrays(0);
  }

  /** For readers whose documents are valid until the next one is read. */
  public static PageArrays reused(ReadOptions options) {
    return new PageArrays(options.mostPageBytes());
  }

  /** An array with at least this length, with any content. The kept one is used or given up. */
  @Override
  public byte[] apply(int length) {
    byte[] array = kept.getAndSet(null);
    long enough = length + (long) length / SPARE;
    if (array != null && array.length >= length && array.length <= enough) {
      return array;
    }
    // Half of the spare, so that a page which is a little longer or shorter fits as well.
    long wanted = length + (long) length / (2 * SPARE);
    return new byte[(int) Math.max(length, Math.min(wanted, most))];
  }

  /** Keeps the array of a page that nobody reads any more. */
  void done(byte[] array) {
    if (array.length <= most) {
      kept.set(array);
    }
  }
}
