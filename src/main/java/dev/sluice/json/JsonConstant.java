package dev.sluice.json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/** A text that a user gave where a JSON value belongs. */
public final class JsonConstant {

  private static final Pattern LITERAL =
      Pattern.compile("true|false|null|-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

  private JsonConstant() {}

  /** The text itself if it is JSON, else a string of it. */
  public static byte[] of(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (LITERAL.matcher(text).matches() || isNotLiteral(utf8)) {
      return utf8;
    }
    ByteArray quoted = new ByteArray(text.length() + 16);
    new JsonWriter(quoted).value(text);
    return Arrays.copyOf(quoted.array(), quoted.length());
  }

  private static boolean isNotLiteral(byte[] utf8) {
    try {
      JsonScan scan = new JsonScan(utf8, 0, utf8.length);
      byte first = scan.peek();
      if (first == '{') {
        new SourceFilter(java.util.Collections.emptyList(), java.util.Collections.emptyList())
            .of(utf8, 0, utf8.length);
        return true;
      }
      if (first != '"' && first != '[') {
        return false;
      }
      scan.value();
      scan.end();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
