package dev.sluice.client.bulk;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * An input stream that compares parts of a reply while the parser reads it. The parser reads ahead
 * and reports a part after its first bytes have passed, so the last chunk is kept, and nothing
 * else. Not thread-safe.
 */
final class ComparedStream extends FilterInputStream {

  /** Compares bytes with the expected bytes at a position of the part. */
  interface Expected {
    boolean has(long place, byte[] bytes, int start, int count);
  }

  private byte[] piece = new byte[0];
  private int pieceLength;

  /** The bytes before the current chunk. */
  private long passed;

  private Expected expected;
  private long expectedLength;
  private long begin;
  private boolean same;

  ComparedStream(InputStream in) {
    super(in);
  }

  /**
   * Starts a comparison.
   *
   * @param offset the first byte of the part, in the last chunk or still to come
   * @param length the expected length of the part
   */
  void begin(long offset, long length, Expected part) {
    begin = offset;
    expectedLength = length;
    expected = part;
    same = offset >= passed;
    compare();
  }

  /**
   * Ends a comparison.
   *
   * @param offset the position after the part's last byte
   * @return whether the part was identical to the expected bytes
   */
  boolean end(long offset) {
    expected = null;
    return same && offset - begin == expectedLength;
  }

  /**
   * Compares the bytes read so far; bytes after the end of the part are ignored by the comparison.
   */
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
