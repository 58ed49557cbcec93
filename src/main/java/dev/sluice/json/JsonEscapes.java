package dev.sluice.json;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a script that was written to be put between the quotes of a JSON string, as
 * elasticsearch-hadoop does without looking at it.
 */
public final class JsonEscapes {

  private static final Pattern CONTENT =
      Pattern.compile("(?:[^\"\\\\\\x00-\\x1f]|\\\\[\"\\\\/bfnrt]|\\\\u[0-9a-fA-F]{4})*+");

  private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))");

  private static final String LETTERS = "bfnrt";
  private static final String MEANING = "\b\f\n\r\t";

  private JsonEscapes() {}

  /** The text without its escapes; as it is, where it would not have been a JSON string. */
  public static String undone(String text) {
    if (!CONTENT.matcher(text).matches()) {
      return text;
    }
    Matcher escape = ESCAPE.matcher(text);
    StringBuffer undone = new StringBuffer(text.length());
    while (escape.find()) {
      escape.appendReplacement(undone, Matcher.quoteReplacement(meaning(escape)));
    }
    return escape.appendTail(undone).toString();
  }

  private static String meaning(Matcher escape) {
    if (escape.group(1) != null) {
      return String.valueOf((char) Integer.parseInt(escape.group(1), 16));
    }
    int known = LETTERS.indexOf(escape.group(2));
    return known < 0 ? escape.group(2) : MEANING.substring(known, known + 1);
  }
}
