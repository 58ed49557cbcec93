package dev.sluice.client.bulk;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A reply on its way to its parser, parts of which are compared as they pass. The parser reads
 * ahead and learns of a part when its first bytes have passed already, so the last piece is kept;
 * nothing else is. Not thread-safe.
 */
final class ComparedStream extends FilterInputStream {

  /** Compares bytes with what is expected at a place of the part. */
  interface Expected {
    boolean has(long place, byte[] bytes, int start, int count);
  }

  private byte[] piece = new byte[0];
  private int pieceLength;

  /** Of the reply, before the piece. */
  private long passed;

  private Expected expected;
  private long expectedLength;
  private long begin;
  private boolean same;

  ComparedStream(InputStream in) {
    super(in);
  }

  /**
   * Begins to compare.
   *
   * @param offset of the part's first byte, which is in the last piece read or still to come
   * @param length that the part must have
   */
  void begin(long offset, long length, Expected part) {
    begin = offset;
    expectedLength = length;
    expected = part;
    same = offset >= passed;
    compare();
  }

  /**
   * Ends to compare.
   *
   * @param offset behind the part's last byte
   * @return whether the part was what was expected, byte for byte
   */
  boolean end(long offset) {
    expected = null;
    return same && offset - begin == expectedLength;
  }

  /** What has passed behind the part's end is in nobody's way: it is not looked at there. */
  private void compare() {
    if (expected == null || !same) {
      return;
    }
    int start = (int) Math.max(0, begin - passed);
    long place = Math.max(0, passed - begin);
    int count = (int) Math.min(pieceLength - start, expectedLength - place);
    if (count > 0) {
      same = expected.has(place, piece, start, count);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int start, int most) throws IOException {
    int count = in.read(into, start, most);
    if (count > 0) {
      passed += pieceLength;
      if (piece.length < count) {
        piece = new byte[count];
      }
      System.arraycopy(into, start, piece, 0, count);
      pieceLength = count;
      compare();
    }
    return count;
  }

  @Override
  public long skip(long count) {
    throw new UnsupportedOperationException("a reply is read-only");
  }
}
