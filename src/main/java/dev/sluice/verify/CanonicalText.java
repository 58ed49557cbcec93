package dev.sluice.verify;

import dev.sluice.json.ByteArray;

/**
 * Writes JSON strings with their escapes decoded, as UTF-8. Quotes and backslashes stay escaped, so
 * that a string ends at its quote, and so do surrogates without their other half, which UTF-8 does
 * not have.
 */
final class CanonicalText {

  private static final String LETTERS = "bfnrt";
  private static final String MEANINGS = "\b\f\n\r\t";
  private static final String HEX = "0123456789abcdef";

  private final ByteArray out;

  CanonicalText(ByteArray out) {
    this.out = out;
  }

  /** Writes the string whose content is at {@code from}. */
  void write(byte[] json, int from, int to, boolean escaped) {
    out.write('"');
    if (escaped) {
      decode(json, from, to);
    } else {
      out.write(json, from, to - from);
    }
    out.write('"');
  }

  private void decode(byte[] json, int from, int to) {
    int at = from;
    while (at < to) {
      byte next = json[at];
      if (next != '\\' || at + 1 == to) {
        out.write(next);
        at++;
      } else {
        at = escape(json, at, to);
      }
    }
  }

  /** Decodes one escape, or two that are the halves of one character; returns the end. */
  private int escape(byte[] json, int at, int to) {
    byte letter = json[at + 1];
    int unit = unit(json, at, to);
    if (unit < 0) {
      int known = LETTERS.indexOf(letter);
      if (known >= 0) {
        out.write(MEANINGS.charAt(known));
      } else {
        plain(letter & 0xff);
      }
      return at + 2;
    }
    int low = Character.isHighSurrogate((char) unit) ? unit(json, at + 6, to) : -1;
    if (low >= 0 && Character.isLowSurrogate((char) low)) {
      utf8(Character.toCodePoint((char) unit, (char) low));
      return at + 12;
    }
    if (Character.isSurrogate((char) unit)) {
      half(unit);
    } else {
      utf8(unit);
    }
    return at + 6;
  }

  /** The code unit of an escape such as {@code \}{@code u0041} at this place, or -1. */
  private static int unit(byte[] json, int at, int to) {
    if (at + 6 > to || json[at] != '\\' || json[at + 1] != 'u') {
      return -1;
    }
    int unit = 0;
    for (int i = at + 2; i < at + 6; i++) {
      int digit = Character.digit(json[i], 16);
      if (digit < 0) {
        return -1;
      }
      unit = (unit << 4) | digit;
    }
    return unit;
  }

  private void plain(int ascii) {
    if (ascii == '"' || ascii == '\\') {
      out.write('\\');
    }
    out.write(ascii);
  }

  private void half(int unit) {
    out.write('\\');
    out.write('u');
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.write(HEX.charAt((unit >> shift) & 15));
    }
  }

  private void utf8(int point) {
    if (point < 0x80) {
      plain(point);
    } else if (point < 0x800) {
      out.write(0xc0 | (point >> 6));
      out.write(0x80 | (point & 0x3f));
    } else if (point < 0x10000) {
      out.write(0xe0 | (point >> 12));
      out.write(0x80 | ((point >> 6) & 0x3f));
      out.write(0x80 | (point & 0x3f));
    } else {
      out.write(0xf0 | (point >> 18));
      out.write(0x80 | ((point >> 12) & 0x3f));
      out.write(0x80 | ((point >> 6) & 0x3f));
      out.write(0x80 | (point & 0x3f));
    }
  }
}
