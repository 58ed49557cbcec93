package dev.sluice.mapreduce.encode;

import dev.sluice.json.ByteSlice;
import dev.sluice.json.JsonFormException;
import dev.sluice.json.JsonText;
import java.util.Optional;

/**
 * A field of the documents that a setting names, such as the id field, or, in angle brackets, a
 * constant text. Immutable.
 */
public final class DocumentField {

  private final String path;
  private final String use;
  private final boolean constant;
  private final NumberText numbers;

  /**
   * Creates a field.
   *
   * @param path its name, a dotted path, or a text in angle brackets
   * @param use the setting and its value, for messages
   * @param numbers how numbers are formatted
   */
  public DocumentField(String path, String use, NumberText numbers) {
    this.numbers = numbers;
    constant = isConstant(path);
    this.path = constant ? path.substring(1, path.length() - 1) : path;
    this.use = use;
  }

  static boolean isConstant(String path) {
    return path.length() > 2 && path.startsWith("<") && path.endsWith(">");
  }

  /**
   * The text of the field.
   *
   * @throws RecordRefusedException if the document does not have the field, or is not a JSON object
   */
  public String in(byte[] json, int start, int count) throws RecordRefusedException {
    return in(ByteSlice.of(json, start, count));
  }

  public String in(ByteSlice document) throws RecordRefusedException {
    Optional<String> text = find(document);
    if (!text.isPresent()) {
      throw missing();
    }
    return text.get();
  }

  /**
   * The text of the field; empty if the document does not have it.
   *
   * @throws RecordRefusedException if the document is not a JSON object
   */
  Optional<String> find(ByteSlice document) throws RecordRefusedException {
    if (constant) {
      return Optional.of(path);
    }
    try {
      return JsonText.field(
          document.array(), document.offset(), document.length(), path, numbers::of);
    } catch (JsonFormException e) {
      throw RecordRefusedException.ofId(
          "", "the document is not one JSON object: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw RecordRefusedException.ofId(
          "", "field \"" + path + "\", required by " + use + ": " + e.getMessage());
    }
  }

  /**
   * Whether the document has the field with the value null.
   *
   * @throws RecordRefusedException if the document is not a JSON object
   */
  boolean isNull(ByteSlice document) throws RecordRefusedException {
    try {
      return !constant
          && JsonText.isNull(document.array(), document.offset(), document.length(), path);
    } catch (JsonFormException e) {
      throw RecordRefusedException.ofId(
          "", "the document is not one JSON object: " + e.getMessage());
    }
  }

  /** The value of the setting. */
  @Override
  public String toString() {
    return constant ? "<" + path + ">" : path;
  }

  private RecordRefusedException missing() {
    return RecordRefusedException.ofId(
        "",
        "the document has no field \"" + path + "\" with a string or a number, required by " + use);
  }
}
