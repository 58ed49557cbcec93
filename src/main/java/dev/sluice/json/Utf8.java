package dev.sluice.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Validates UTF-8 strictly: no overlong forms, no surrogates, nothing above U+10FFFF (Unicode 15,
 * table 3-7).
 */
public final class Utf8 {

  /** The character that Java's decoder inserts for malformed bytes. */
  private static final char REPLACEMENT = '\uFFFD';

  private Utf8() {}

  /**
   * Finds the first malformed byte.
   *
   * @return its index in the array, or -1 if all bytes are well-formed
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
   * Decodes text. Surrogates encoded in three bytes each are accepted as in Elasticsearch's parser,
   * so pairs encoded in this way (CESU-8, Java's modified UTF-8) decode to the intended characters.
   * Nothing is ever replaced.
   *
   * @return the text; empty if the bytes are neither UTF-8 nor CESU-8
   */
  public static Optional<String> decode(byte[] bytes, int start, int count) {
    String text = new String(bytes, start, count, StandardCharsets.UTF_8);
    return text.indexOf(REPLACEMENT) < 0 ? Optional.of(text) : decodeStrictly(bytes, start, count);
  }

  private static Optional<String> decodeStrictly(byte[] bytes, int start, int count) {
    StringBuilder text = new StringBuilder(count);
    int end = start + count;
    int from = start;
    int bad = firstMalformed(bytes, from, count);
    while (bad >= 0) {
      if (!isSurrogate(bytes, bad, end)) {
        return Optional.empty();
      }
      text.append(new String(bytes, from, bad - from, StandardCharsets.UTF_8));
      text.append((char) (0xD000 | ((bytes[bad + 1] & 0x3F) << 6) | (bytes[bad + 2] & 0x3F)));
      from = bad + 3;
      bad = firstMalformed(bytes, from, end - from);
    }
    return Optional.of(
        text.append(new String(bytes, from, end - from, StandardCharsets.UTF_8)).toString());
  }

  private static boolean isSurrogate(byte[] bytes, int at, int end) {
    return (bytes[at] & 0xFF) == 0xED
        && at + 1 < end
        && (bytes[at + 1] & 0xE0) == 0xA0
        && tail(bytes, at + 2, end);
  }

  /**
   * Encodes text so that {@link #decode} restores it: an unpaired surrogate becomes three bytes,
   * where Java's encoder would write a question mark.
   */
  public static byte[] encode(String text) {
    int half = firstLoneSurrogate(text, 0);
    if (half < 0) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(3 * text.length());
    int from = 0;
    while (half >= 0) {
      char c = text.charAt(half);
      write(text.substring(from, half), bytes);
      bytes.write(0xE0 | (c >> 12));
      bytes.write(0x80 | ((c >> 6) & 0x3F));
      bytes.write(0x80 | (c & 0x3F));
      from = half + 1;
      half = firstLoneSurrogate(text, from);
    }
    write(text.substring(from), bytes);
    return bytes.toByteArray();
  }

  private static void write(String text, ByteArrayOutputStream bytes) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    bytes.write(utf8, 0, utf8.length);
  }

  /**
   * Finds the first unpaired surrogate, which UTF-8 cannot encode.
   *
   * @return its index in the text, or -1 if there is none
   */
  public static int firstLoneSurrogate(String text) {
    return firstLoneSurrogate(text, 0);
  }

  private static int firstLoneSurrogate(String text, int from) {
    int i = from;
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
