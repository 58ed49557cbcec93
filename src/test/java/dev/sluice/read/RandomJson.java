package dev.sluice.read;

import java.util.Random;

/** Objects of all that JSON has. */
final class RandomJson {

  private static final String[] PIECES = {
    "\\\"",
    "\\\\",
    "\\/",
    "\\n",
    "\\u0000",
    "\\ud83d\\ude00",
    "é",
    "\uD83D\uDE00",
    "}",
    "]",
    "{",
    "[",
    ",",
    ":",
    "sort",
    "_source",
    " ",
    "a"
  };

  private static final String[] LITERALS = {
    "0", "-1", "1.50", "1e9", "1E-3", "12345678901234567890", "true", "false", "null"
  };

  private static final String[] BLANKS = {"", "", "", " ", "\n", "\t ", "\r\n"};

  private RandomJson() {}

  static String object(Random random) {
    return object(random, 4);
  }

  private static String object(Random random, int depth) {
    StringBuilder text = new StringBuilder("{").append(blank(random));
    for (int i = random.nextInt(4); i > 0; i--) {
      text.append(string(random)).append(blank(random)).append(':').append(blank(random));
      text.append(value(random, depth - 1)).append(blank(random));
      text.append(i > 1 ? "," : "").append(blank(random));
    }
    return text.append('}').toString();
  }

  private static String array(Random random, int depth) {
    StringBuilder text = new StringBuilder("[");
    for (int i = random.nextInt(4); i > 0; i--) {
      text.append(value(random, depth - 1)).append(i > 1 ? "," : "").append(blank(random));
    }
    return text.append(']').toString();
  }

  private static String value(Random random, int depth) {
    int kind = random.nextInt(depth > 0 ? 4 : 2);
    return switch (kind) {
      case 0 -> string(random);
      case 1 -> LITERALS[random.nextInt(LITERALS.length)];
      case 2 -> array(random, depth);
      default -> object(random, depth);
    };
  }

  private static String string(Random random) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = random.nextInt(5); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.append('"').toString();
  }

  private static String blank(Random random) {
    return BLANKS[random.nextInt(BLANKS.length)];
  }
}
