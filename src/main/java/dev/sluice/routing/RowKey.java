package dev.sluice.routing;

/** HBase row keys: their order and their notation. */
public final class RowKey {

  private static final int HEX = 16;

  private RowKey() {}

  /** Compares row keys as HBase does: byte by byte, unsigned, a prefix first. */
  static int compare(byte[] left, byte[] right) {
    return compare(left, right, 0, right.length);
  }

  /** The same with the right key inside an array. */
  static int compare(byte[] left, byte[] right, int offset, int length) {
    int common = Math.min(left.length, length);
    for (int i = 0; i < common; i++) {
      int difference = (left[i] & 0xff) - (right[offset + i] & 0xff);
      if (difference != 0) {
        return difference;
      }
    }
    return left.length - length;
  }

  /** Two lower-case digits for each byte. */
  public static String toHex(byte[] key) {
    StringBuilder text = new StringBuilder(2 * key.length);
    for (byte b : key) {
      text.append(Character.forDigit((b >> 4) & 0xf, HEX)).append(Character.forDigit(b & 0xf, HEX));
    }
    return text.toString();
  }

  /**
   * Parses two digits for each byte, in either case.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static byte[] ofHex(String text) {
    if (!text.matches("([0-9a-fA-F]{2})*")) {
      throw new IllegalArgumentException("not hexadecimal (two digits for each byte): " + text);
    }
    byte[] key = new byte[text.length() / 2];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) Integer.parseInt(text.substring(2 * i, 2 * i + 2), HEX);
    }
    return key;
  }
}
