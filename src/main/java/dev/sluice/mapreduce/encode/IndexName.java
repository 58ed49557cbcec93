package dev.sluice.mapreduce.encode;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Validates index names by Elasticsearch's rules, so that an invalid name fails the job at
 * submission. Source: the reference of the create index API, "Path parameters".
 */
public final class IndexName {

  public static final String RULE =
      "must be the name of an index or alias: at most 255 bytes, no spaces, none of"
          + " \\ / * ? \" < > | , # : and no leading - _ +";

  private static final String FORBIDDEN = " \\/*?\"<>|,#:";
  private static final int MOST_BYTES = 255;

  private IndexName() {}

  /** The name; empty if the text is empty. */
  public static Optional<String> parse(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    boolean well =
        text.chars().noneMatch(c -> FORBIDDEN.indexOf(c) >= 0)
            && "-_+".indexOf(text.charAt(0)) < 0
            && !text.equals(".")
            && !text.equals("..")
            && text.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    if (!well) {
      throw new IllegalArgumentException("not a valid name: " + text);
    }
    return Optional.of(text);
  }

  /** Whether an index can have this name; an alias may have uppercase letters. */
  public static boolean isCreatable(String name) {
    return name.chars().noneMatch(Character::isUpperCase);
  }

  /**
   * Checks a name that was built from a document.
   *
   * @throws RecordRefusedException if no index can have this name
   */
  public static void checkCreatable(String name) throws RecordRefusedException {
    try {
      if (isCreatable(name) && parse(name).isPresent()) {
        return;
      }
    } catch (IllegalArgumentException e) {
      // Reported below, like the other kinds of invalid names.
    }
    throw RecordRefusedException.ofValue(
        "invalid index name \"" + name + "\": it " + RULE + ", and no uppercase letters");
  }
}
