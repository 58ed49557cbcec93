package dev.sluice.mapreduce;

import dev.sluice.bulk.JsonFormException;
import dev.sluice.bulk.JsonText;

/** A field of the documents that a setting names, such as the one with the id. Immutable. */
final class DocumentField {

  private final String path;
  private final String use;

  /**
   * A field.
   *
   * @param path its name, or a dotted path
   * @param use the setting and its value, for messages
   */
  DocumentField(String path, String use) {
    this.path = path;
    this.use = use;
  }

  /**
   * The field's text.
   *
   * @throws Refusal if the document has no such field, or is no JSON object
   */
  String in(byte[] json, int start, int count) throws Refusal {
    try {
      return JsonText.field(json, start, count, path).orElseThrow(this::missing);
    } catch (JsonFormException e) {
      throw Refusal.ofId("", "the document is not one JSON object: " + e.getMessage());
    }
  }

  private Refusal missing() {
    return Refusal.ofId(
        "",
        "the document has no field \""
            + path
            + "\" with a text or a number, which "
            + use
            + " needs");
  }
}
