package dev.sluice.json;

import java.nio.charset.StandardCharsets;

/** Decodes escape sequences of JSON strings. */
public final class Escapes {

  private static final String LETTERS = "\"\\/bfnrt";
  private static final String MEANINGS = "\"\\/\b\f\n\r\t";

  private Escapes() {}

  /**
   * Decodes the escapes of a text; returns it unchanged if it is not valid inside a JSON string.
   */
  public static String undoneIfJson(String text) {
    byte[] quoted = ('"' + text + '"').getBytes(StandardCharsets.UTF_8);
    return JsonGrammar.isValue(quoted, 0, quoted.length) ? undone(text) : text;
  }

  /** Decodes the escapes of a text; invalid escapes stay unchanged. */
  static String undone(String raw) {
    StringBuilder text = new StringBuilder(raw.length());
    int at = 0;
    while (at < raw.length()) {
      char next = raw.charAt(at);
      if (next != '\\' || at + 1 == raw.length()) {
        text.append(next);
        at++;
      } else {
        at = undo(raw, at + 1, text);
      }
    }
    return text.toString();
  }

  private static int undo(String raw, int at, StringBuilder text) {
    char letter = raw.charAt(at);
    if (letter == 'u' && isHex(raw, at + 1)) {
      text.append((char) Integer.parseInt(raw.substring(at + 1, at + 5), 16));
      return at + 5;
    }
    int known = LETTERS.indexOf(letter);
    text.append(known < 0 ? letter : MEANINGS.charAt(known));
    return at + 1;
  }

  private static boolean isHex(String raw, int at) {
    for (int i = at; i < at + 4; i++) {
      if (i >= raw.length() || Character.digit(raw.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }
}
