package dev.sluice.verify;

import java.util.Locale;

/**
 * Formats a row key as HBase's shell and logs do: printable ASCII as it is, other bytes as {@code
 * \x00}.
 */
final class RowText {

  private static final String PRINTED = " `~!@#$%^&*()-_=+[]{}|;:'\",.<>/?";

  private RowText() {}

  static String of(byte[] row) {
    StringBuilder text = new StringBuilder(row.length);
    for (byte next : row) {
      if (isPrinted((char) (next & 0xff))) {
        text.append((char) next);
      } else {
        text.append(String.format(Locale.ROOT, "\\x%02X", next));
      }
    }
    return text.toString();
  }

  private static boolean isPrinted(char letter) {
    return (letter >= '0' && letter <= '9')
        || (letter >= 'a' && letter <= 'z')
        || (letter >= 'A' && letter <= 'Z')
        || PRINTED.indexOf(letter) >= 0;
  }
}
