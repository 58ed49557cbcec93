package dev.sluice.json;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Scans JSON eight bytes at a time (SWAR: SIMD within a register), because most bytes of a document
 * are plain text. Finds the next significant byte, or stops when fewer than eight bytes are left,
 * which the caller must check. Immutable view on an array.
 *
 * <p>Formula: a byte of {@code x} is less than {@code n} if the high bit of {@code (x - n) & ~x} is
 * set, which is exact for the lowest such byte (Warren, Hacker's Delight, 6-1).
 */
public final class SwarScanner {

  private static final long EACH = 0x0101010101010101L;
  private static final long HIGH_BITS = EACH << 7;
  private static final long BLANKS = ' ' * EACH;
  private static final long QUOTES = '"' * EACH;
  private static final long BACKSLASHES = '\\' * EACH;
  private static final long LINE_FEEDS = '\n' * EACH;

  private final ByteBuffer words;

  private SwarScanner(ByteBuffer words) {
    this.words = words;
  }

  /** Creates a view on an array, which may change. */
  public static SwarScanner of(byte[] bytes) {
    return new SwarScanner(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
  }

  /**
   * The position of the next quote, backslash or control character, or where fewer than eight bytes
   * are left.
   */
  public int skipText(int from, int end) {
    int at = from;
    while (at + 2 * Long.BYTES <= end) {
      long first = inText(words.getLong(at));
      long second = inText(words.getLong(at + Long.BYTES));
      if ((first | second) != 0) {
        return first != 0 ? at + place(first) : at + Long.BYTES + place(second);
      }
      at += 2 * Long.BYTES;
    }
    if (at + Long.BYTES <= end) {
      long found = inText(words.getLong(at));
      return found != 0 ? at + place(found) : at + Long.BYTES;
    }
    return at;
  }

  /**
   * The high bits of quotes, backslashes and control characters; exact for the lowest. A byte from
   * 0x80 on is none of them, so one mask serves all three comparisons.
   */
  private static long inText(long eight) {
    return ((eight - BLANKS) | ((eight ^ QUOTES) - EACH) | ((eight ^ BACKSLASHES) - EACH))
        & ~eight
        & HIGH_BITS;
  }

  /** The position of the next control character, or where fewer than eight bytes are left. */
  public int skipToControl(int from, int end) {
    int at = from;
    while (at + Long.BYTES <= end) {
      long eight = words.getLong(at);
      long found = (eight - BLANKS) & ~eight & HIGH_BITS;
      if (found != 0) {
        return at + place(found);
      }
      at += Long.BYTES;
    }
    return at;
  }

  /** The position of the next line feed, or {@code end}. */
  public int skipToLineFeed(int from, int end) {
    int at = from;
    while (at + 2 * Long.BYTES <= end) {
      long first = lineFeeds(words.getLong(at));
      long second = lineFeeds(words.getLong(at + Long.BYTES));
      if ((first | second) != 0) {
        return first != 0 ? at + place(first) : at + Long.BYTES + place(second);
      }
      at += 2 * Long.BYTES;
    }
    while (at < end && words.get(at) != '\n') {
      at++;
    }
    return at;
  }

  /** The high bits of line feeds; exact for the lowest. */
  private static long lineFeeds(long eight) {
    long other = eight ^ LINE_FEEDS;
    return (other - EACH) & ~other & HIGH_BITS;
  }

  private static int place(long found) {
    return Long.numberOfTrailingZeros(found) / Byte.SIZE;
  }
}
