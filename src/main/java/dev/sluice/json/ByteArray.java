package dev.sluice.json;

import java.util.Arrays;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;

/** A growing byte array that gives access to its buffer, to avoid copies. Not thread-safe. */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public final class ByteArray {

  private byte[] bytes;
  private int length;

  /** Creates an empty array with this capacity in bytes. */
  public ByteArray(int capacity) {
    bytes = new byte[capacity];
  }

  /** The buffer; its first {@link #length} bytes are written. Replaced when the array grows. */
  public byte[] array() {
    return bytes;
  }

  /** The number of bytes written. */
  public int length() {
    return length;
  }

  /** The number of bytes that fit without growing. */
  public int capacity() {
    return bytes.length;
  }

  /** Discards everything after the first {@code newLength} bytes. */
  public void truncate(int newLength) {
    if (newLength < 0 || newLength > length) {
      throw new IndexOutOfBoundsException(newLength + " of " + length);
    }
    length = newLength;
  }

  /** Ensures room for this many more bytes. */
  public void ensure(int more) {
    int needed = Math.addExact(length, more);
    if (needed > bytes.length) {
      int doubled = (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 8L);
      bytes = Arrays.copyOf(bytes, Math.max(needed, doubled));
    }
  }

  /** Appends one byte. */
  public void write(int value) {
    if (length == bytes.length) {
      ensure(1);
    }
    bytes[length++] = (byte) value;
  }

  /**
   * Appends the leading characters of a text that are ASCII and need no JSON escape. There must be
   * room for the whole text.
   *
   * @return the number of characters appended
   */
  int writePlain(String text) {
    int count = text.length();
    int i = 0;
    while (i < count) {
      char c = text.charAt(i);
      if (c < 0x20 || c >= 0x80 || c == '"' || c == '\\') {
        break;
      }
      bytes[length + i] = (byte) c;
      i++;
    }
    length += i;
    return i;
  }

  /** Appends bytes. */
  public void write(byte[] from, int start, int count) {
    ensure(count);
    System.arraycopy(from, start, bytes, length, count);
    length += count;
  }

  /** Appends bytes. */
  public void write(byte[] from) {
    write(from, 0, from.length);
  }
}
