package dev.sluice.hbase.types;

import org.apache.hadoop.hbase.util.Bytes;

/** Creates errors about values, with a short form of the value found. */
public final class ValueError {

  private static final int SHOWN = 24;

  private ValueError() {}

  /** The error for an invalid value; {@code wish} completes the sentence. */
  public static IllegalArgumentException insteadOf(
      byte[] bytes, int offset, int length, String wish) {
    return new IllegalArgumentException("found " + show(bytes, offset, length) + ", but " + wish);
  }

  /** The size of the value and its first bytes. */
  static String show(byte[] bytes, int offset, int length) {
    if (length == 0) {
      return "0 bytes";
    }
    String size = length == 1 ? "1 byte" : length + " bytes";
    String first = Bytes.toStringBinary(bytes, offset, Math.min(length, SHOWN));
    return size + " (" + first + (length > SHOWN ? "..." : "") + ")";
  }
}
