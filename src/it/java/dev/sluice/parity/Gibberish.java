package dev.sluice.parity;

import java.util.List;
import java.util.function.UnaryOperator;

/** Three documents full of quotes and escapes. */
final class Gibberish {

  private static final List<String> NOTES =
      List.of(
          "'; DROP TABLE \"artists\"; --\\",
          "a\\\\b \"c\" {d|e} <f/> %s $1 & \u00e9\u4e2d\ud83d\ude00",
          "\\u0041\\n \\\"' OR ''=' \u0001");

  /** With tabs: a number and a note. */
  static final List<String> LINES =
      List.of("1\t" + NOTES.get(0), "2\t" + NOTES.get(1), "3\t" + NOTES.get(2));

  /** As JSON. */
  static final List<String> JSON = LINES.stream().map(Gibberish::json).toList();

  private Gibberish() {}

  /** What a line becomes. */
  static UnaryOperator<String> sourceOf(Way way) {
    return way.json ? line -> line : Gibberish::json;
  }

  private static String json(String line) {
    String note = line.substring(2).replace("\\", "\\\\").replace("\"", "\\\"");
    return "{\"number\":"
        + line.charAt(0)
        + ",\"note\":\""
        + note.replace("\u0001", "\\u0001")
        + "\"}";
  }
}
