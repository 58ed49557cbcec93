package dev.sluice.cli.rehearse;

import java.math.BigInteger;
import java.util.Arrays;

/** Keys at even distances in a range of row keys, as if the keys were spread evenly. */
final class KeyRange {

  /** Digits that are compared; more do not tell keys apart. */
  private static final int DIGITS = 8;

  private KeyRange() {}

  /**
   * The first keys of the pieces of a range, ascending, and within it.
   *
   * @param end exclusive; empty for no limit
   * @param phase moves all keys by this part of a piece
   */
  static byte[][] cut(byte[] start, byte[] end, int pieces, double phase) {
    int common = common(start, end);
    BigInteger low = digits(start, common, 0);
    BigInteger high =
        end.length == 0 ? BigInteger.ONE.shiftLeft(8 * DIGITS) : digits(end, common, 0);
    BigInteger width = high.subtract(low);
    byte[][] keys = new byte[pieces][];
    int count = 0;
    for (int i = 0; i < pieces; i++) {
      long permille = Math.round((i + phase) * 1000 / pieces);
      BigInteger offset =
          width.multiply(BigInteger.valueOf(permille)).divide(BigInteger.valueOf(1000));
      byte[] key = permille == 0 ? start : key(start, common, low.add(offset));
      boolean inside = compare(key, start) >= 0 && (end.length == 0 || compare(key, end) < 0);
      if (inside && (count == 0 || compare(keys[count - 1], key) < 0)) {
        keys[count++] = key;
      }
    }
    return count == 0 ? new byte[][] {start} : Arrays.copyOf(keys, count);
  }

  private static int common(byte[] start, byte[] end) {
    int common = 0;
    while (common < Math.min(start.length, end.length) && start[common] == end[common]) {
      common++;
    }
    return common;
  }

  private static BigInteger digits(byte[] key, int from, int filler) {
    byte[] digits = new byte[DIGITS];
    Arrays.fill(digits, (byte) filler);
    int count = Math.max(0, Math.min(DIGITS, key.length - from));
    System.arraycopy(key, Math.min(from, key.length), digits, 0, count);
    return new BigInteger(1, digits);
  }

  private static byte[] key(byte[] start, int common, BigInteger digits) {
    byte[] key = Arrays.copyOf(Arrays.copyOf(start, common), common + DIGITS);
    byte[] value = digits.toByteArray();
    for (int i = 0; i < DIGITS; i++) {
      int at = value.length - DIGITS + i;
      key[common + i] = at < 0 ? 0 : value[at];
    }
    return key;
  }

  private static int compare(byte[] left, byte[] right) {
    int common = Math.min(left.length, right.length);
    for (int i = 0; i < common; i++) {
      int difference = (left[i] & 0xff) - (right[i] & 0xff);
      if (difference != 0) {
        return difference;
      }
    }
    return left.length - right.length;
  }
}
