package dev.sluice.mapreduce.encode;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What Elasticsearch asks of a name, so that a job with a bad one ends at submit. Source: the
 * reference of the create index API, "Path parameters".
 */
public final class IndexName {

  public static final String RULE =
      "must be the name of an index or alias: at most 255 bytes, no spaces, none of"
          + " \\ / * ? \" < > | , # : and no leading - _ +";

  private static final String FORBIDDEN = " \\/*?\"<>|,#:";
  private static final int MOST_BYTES = 255;

  private IndexName() {}

  /** The name; absent if the text is empty. */
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

  /** Whether an index can be created under this name; an alias may have upper case letters. */
  public static boolean isCreatable(String name) {
    return name.chars().noneMatch(Character::isUpperCase);
  }

  /**
   * Checks a name that was made of a document.
   *
   * @throws RecordRefusedException if no index can be created under it
   */
  public static void checkCreatable(String name) throws RecordRefusedException {
    try {
      if (isCreatable(name) && parse(name).isPresent()) {
        return;
      }
    } catch (IllegalArgumentException e) {
      // Told below, as the other ways not to be a name are.
    }
    throw RecordRefusedException.ofValue(
        "invalid index name \"" + name + "\": it " + RULE + ", and no uppercase letters");
  }
}
