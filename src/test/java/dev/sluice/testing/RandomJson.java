package dev.sluice.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * JSON by chance: well-formed, nearly so, or what somebody would write who wants to break out of
 * it.
 */
public final class RandomJson {

  private static final String[] PIECES = {
    "\\\"",
    "\\\\",
    "\\/",
    "\\n",
    "\\u0000",
    "\\ud83d\\ude00",
    "\\ud83d",
    "é",
    "\uD83D\uDE00",
    "\u2028",
    "}",
    "]",
    "{",
    "[",
    ",",
    ":",
    "doc",
    "sort",
    "_source",
    "id",
    "a.id",
    " ",
    "x",
    "\\u00e9"
  };

  private static final String[] LITERALS = {
    "0", "-0", "1.50", "1e9", "1E-3", "12345678901234567890", "true", "false", "null", "7"
  };

  /** Names that a path may lead to, or that mean something around a document. */
  private static final String[] NAMES = {
    "id", "a", "a.id", "b", "\\u0069d", "a.a", "\uD83D\uDE00", "sort", "_source"
  };

  private static final String[] BLANKS = {" ", "\n", "\t ", "\r\n"};

  /** What a mutation puts in: what means something to a parser, or to who splits lines. */
  private static final int[] POISON = {
    '\n', '\r', '\\', '"', '{', '}', '[', ']', '/', '*', ',', ':', 'u', 0, 0x1F, 0x7F, 0x80, 0xC0,
    0xC1, 0x81, 0xED, 0xA0, 0xBD, 0xB8, 0xE4, 0xF4, 0x90, 0xF8, 0xFF, ' ', '#', '\'', 'n', '0', 'x'
  };

  private static final String[] ROTTEN = {
    "\\\n",
    "\\\r",
    "\\\n{\\\"delete\\\":{}}\\\n",
    "\\\u0000",
    "\\u12",
    "\\x",
    "\\é",
    "\n",
    "\r",
    "\u0001"
  };

  private static final String[] ATTACKS = {
    "\\\n{\"delete\":{\"_index\":\"victim\",\"_id\":\"1\"}}\n",
    "/*\"*/},\"upsert\":{\"evil\":1/*\"*/",
    "},\"script\":{\"source\":\"evil\"},\"x\":{",
    "//\"\n",
    "\u00ed\u00a0\u00bd\u00ed\u00b8\u0080",
    "\\u12",
    "\\"
  };

  private final Random random;
  private final boolean rots;

  private RandomJson(Random random, boolean rots) {
    this.random = random;
    this.rots = rots;
  }

  /** An object of all that JSON has. */
  public static String object(Random random) {
    return new RandomJson(random, false).object(4);
  }

  /** An object with rotten texts, mutated now and then. */
  public static byte[] hostile(Random random) {
    byte[] json = new RandomJson(random, true).object(4).getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(4); i > 0; i--) {
      json = mutated(json, random);
    }
    return json;
  }

  private static byte[] mutated(byte[] json, Random random) {
    int at = random.nextInt(json.length + 1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(json, 0, at);
    int rest = at;
    switch (random.nextInt(4)) {
      case 0:
        out.write(POISON[random.nextInt(POISON.length)]);
        break;
      case 1:
        out.write(POISON[random.nextInt(POISON.length)]);
        rest = Math.min(json.length, at + 1);
        break;
      case 2:
        out.writeBytes(
            ATTACKS[random.nextInt(ATTACKS.length)].getBytes(StandardCharsets.ISO_8859_1));
        break;
      default:
        rest = Math.min(json.length, at + random.nextInt(3));
        break;
    }
    out.write(json, rest, json.length - rest);
    return out.toByteArray();
  }

  /** Any text, with halves of surrogate pairs and what JSON escapes. */
  public static String text(Random random, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      int kind = random.nextInt(12);
      if (kind == 0) {
        text.append((char) (0xD800 + random.nextInt(0x800)));
      } else if (kind == 1) {
        text.appendCodePoint(0x1F600 + random.nextInt(16));
      } else if (kind < 5) {
        text.append("\"\\\n\r\t\u0000/{}\u2028é".charAt(random.nextInt(11)));
      } else {
        text.append((char) ('a' + random.nextInt(26)));
      }
    }
    return text.toString();
  }

  private String object(int depth) {
    StringBuilder text = new StringBuilder("{").append(blank());
    for (int i = random.nextInt(4); i > 0; i--) {
      text.append(name()).append(blank()).append(':').append(blank());
      text.append(value(depth - 1)).append(blank());
      text.append(i > 1 ? "," : "").append(blank());
    }
    return text.append('}').toString();
  }

  private String array(int depth) {
    StringBuilder text = new StringBuilder("[");
    for (int i = random.nextInt(4); i > 0; i--) {
      text.append(value(depth - 1)).append(i > 1 ? "," : "").append(blank());
    }
    return text.append(']').toString();
  }

  private String value(int depth) {
    int kind = random.nextInt(depth > 0 ? 4 : 2);
    return switch (kind) {
      case 0 -> string(rots);
      case 1 -> any(LITERALS);
      case 2 -> array(depth);
      default -> object(depth);
    };
  }

  private String name() {
    return random.nextInt(4) == 0 ? string(false) : '"' + any(NAMES) + '"';
  }

  private String string(boolean mayRot) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = random.nextInt(5); i > 0; i--) {
      text.append(any(mayRot && random.nextInt(20) == 0 ? ROTTEN : PIECES));
    }
    return text.append('"').toString();
  }

  private String blank() {
    return random.nextInt(8) > 0 ? "" : any(BLANKS);
  }

  private String any(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
