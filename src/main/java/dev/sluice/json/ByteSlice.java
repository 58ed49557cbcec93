package dev.sluice.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A read-only slice of a byte array. Its creator may move it; other code may use it only during the
 * current call.
 */
public final class ByteSlice {

  private static final byte[] NOTHING = {};

  private byte[] array = NOTHING;
  private int offset;
  private int length;

  /** Creates an empty slice, to be moved. */
  public ByteSlice() {}

  /** Creates a slice that does not move. */
  public static ByteSlice of(byte[] bytes, int offset, int length) {
    ByteSlice slice = new ByteSlice();
    slice.set(bytes, offset, offset + length);
    return slice;
  }

  /** Moves the slice to bytes from {@code from} (inclusive) to {@code to} (exclusive). */
  public void set(byte[] bytes, int from, int to) {
    array = bytes;
    offset = from;
    length = to - from;
  }

  /** The array. */
  public byte[] array() {
    return array;
  }

  /** The start in the array. */
  public int offset() {
    return offset;
  }

  /** The length in bytes. */
  public int length() {
    return length;
  }

  /** A copy of the bytes. */
  public byte[] copy() {
    return Arrays.copyOfRange(array, offset, offset + length);
  }

  /** The bytes as text; they must be UTF-8. */
  @Override
  public String toString() {
    return new String(array, offset, length, StandardCharsets.UTF_8);
  }
}
