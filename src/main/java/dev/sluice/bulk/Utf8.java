package dev.sluice.bulk;

/**
 * Tells well-formed UTF-8, and text that has such a form, from the rest: no overlong forms, no
 * surrogates, nothing above U+10FFFF (Unicode 15, table 3-7).
 */
public final class Utf8 {

  private Utf8() {}

  /**
   * Finds the first byte that does not belong.
   *
   * @return its place in the array, or -1 if all is well
   */
  public static int firstMalformed(byte[] bytes, int start, int count) {
    int end = start + count;
    int i = start;
    while (i < end) {
      if (bytes[i] >= 0) {
        i++;
        continue;
      }
      int size = sequence(bytes, i, end);
      if (size == 0) {
        return i;
      }
      i += size;
    }
    return -1;
  }

  /**
   * Finds the first half of a surrogate pair that stands alone, which has no form in UTF-8.
   *
   * @return its place in the text, or -1 if all is well
   */
  public static int firstLoneSurrogate(String text) {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (Character.isSurrogate(c) && !pair) {
        return i;
      }
      i += pair ? 2 : 1;
    }
    return -1;
  }

  private static int sequence(byte[] bytes, int at, int end) {
    int lead = bytes[at] & 0xFF;
    int second = at + 1 < end ? bytes[at + 1] & 0xFF : 0;
    if (lead >= 0xC2 && lead <= 0xDF) {
      return tail(second) ? 2 : 0;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
      int least = lead == 0xE0 ? 0xA0 : 0x80;
      int most = lead == 0xED ? 0x9F : 0xBF;
      return second >= least && second <= most && tail(bytes, at + 2, end) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
      int least = lead == 0xF0 ? 0x90 : 0x80;
      int most = lead == 0xF4 ? 0x8F : 0xBF;
      boolean well = second >= least && second <= most;
      return well && tail(bytes, at + 2, end) && tail(bytes, at + 3, end) ? 4 : 0;
    }
    return 0;
  }

  private static boolean tail(byte[] bytes, int at, int end) {
    return at < end && tail(bytes[at] & 0xFF);
  }

  private static boolean tail(int value) {
    return (value & 0xC0) == 0x80;
  }
}
