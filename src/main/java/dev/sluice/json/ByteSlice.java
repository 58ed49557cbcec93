package dev.sluice.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A slice of an array of bytes, read only. Whoever made it may move it on; to all others it is a
 * value that is good while the call runs.
 */
public final class ByteSlice {

  private static final byte[] NOTHING = {};

  private byte[] array = NOTHING;
  private int offset;
  private int length;

  /** Nothing, to be moved on. */
  public ByteSlice() {}

  /** Some bytes, that stay these. */
  public static ByteSlice of(byte[] bytes, int offset, int length) {
    ByteSlice slice = new ByteSlice();
    slice.set(bytes, offset, offset + length);
    return slice;
  }

  /** Moves it on to the bytes from one place to before another. */
  public void set(byte[] bytes, int from, int to) {
    array = bytes;
    offset = from;
    length = to - from;
  }

  /** The array they are in. */
  public byte[] array() {
    return array;
  }

  /** Where in the array they start. */
  public int offset() {
    return offset;
  }

  /** How many they are. */
  public int length() {
    return length;
  }

  /** A copy of them alone. */
  public byte[] copy() {
    return Arrays.copyOfRange(array, offset, offset + length);
  }

  /** They as text, which must be UTF-8. */
  @Override
  public String toString() {
    return new String(array, offset, length, StandardCharsets.UTF_8);
  }
}
