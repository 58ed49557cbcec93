package dev.sluice.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Converts a text given by a user to a JSON value. */
public final class JsonConstant {

  private JsonConstant() {}

  /** The text itself if it is valid JSON, otherwise a JSON string. */
  public static byte[] of(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (JsonGrammar.isValue(utf8, 0, utf8.length) && !isPaddedLiteral(text)) {
      return utf8;
    }
    ByteArray quoted = new ByteArray(text.length() + 16);
    new JsonWriter(quoted).value(text);
    return Arrays.copyOf(quoted.array(), quoted.length());
  }

  /** Whether a number or literal has surrounding blanks, so that it is a string. */
  private static boolean isPaddedLiteral(String json) {
    String bare = json.trim();
    return bare.length() < json.length() && "{[\"".indexOf(bare.charAt(0)) < 0;
  }
}
