package dev.sluice.bulk.action;

import dev.sluice.json.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Judges the texts of an action that name its document. What the server would take for another
 * text, or would refuse together with the whole request, is a flaw of this action alone.
 */
public final class ActionTexts {

  /** What Elasticsearch allows an id, in bytes of UTF-8. */
  private static final int MOST_ID_BYTES = 512;

  private ActionTexts() {}

  /** What is wrong with an action's texts, if anything. */
  public static Optional<BulkError> flaw(BulkAction action) {
    BulkError flaw = malformed("id", action.id);
    flaw = flaw == null ? malformed("routing value", action.routing) : flaw;
    flaw = flaw == null ? malformed("index name", action.index) : flaw;
    flaw = flaw == null ? malformed("pipeline name", action.pipeline) : flaw;
    return Optional.ofNullable(flaw == null ? unusable(action.id) : flaw);
  }

  /** Two such texts would become one: the server puts a question mark where the half is. */
  private static BulkError malformed(String what, String text) {
    int half = text == null ? -1 : Utf8.firstLoneSurrogate(text);
    return half < 0
        ? null
        : BulkError.of(
            "malformed_text",
            "character "
                + half
                + " of the "
                + what
                + " is an unpaired surrogate, which UTF-8 cannot encode: correct the "
                + what);
  }

  private static BulkError unusable(String id) {
    if (id != null && id.isEmpty()) {
      return BulkError.of("bad_id", "the id is empty");
    }
    if (id != null && isTooLong(id)) {
      int bytes = id.getBytes(StandardCharsets.UTF_8).length;
      return BulkError.of(
          "bad_id", "the id is " + bytes + " bytes long; the maximum is " + MOST_ID_BYTES);
    }
    return null;
  }

  /** A char is at most three bytes of UTF-8, so that most ids need no counting. */
  private static boolean isTooLong(String id) {
    return id.length() > MOST_ID_BYTES / 3
        && id.getBytes(StandardCharsets.UTF_8).length > MOST_ID_BYTES;
  }
}
