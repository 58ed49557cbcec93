package dev.sluice.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A text that a user gave where a JSON value belongs. */
public final class JsonConstant {

  private JsonConstant() {}

  /** The text itself if it is JSON to the letter, else a string of it. */
  public static byte[] of(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (JsonGrammar.isValue(utf8, 0, utf8.length) && !isPaddedLiteral(text)) {
      return utf8;
    }
    ByteArray quoted = new ByteArray(text.length() + 16);
    new JsonWriter(quoted).value(text);
    return Arrays.copyOf(quoted.array(), quoted.length());
  }

  /** A number or word that has blanks around it is the text with those blanks. */
  private static boolean isPaddedLiteral(String json) {
    String bare = json.trim();
    return bare.length() < json.length() && "{[\"".indexOf(bare.charAt(0)) < 0;
  }
}
