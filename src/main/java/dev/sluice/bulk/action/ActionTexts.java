package dev.sluice.bulk.action;

import dev.sluice.json.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Validates the id, routing value, index and pipeline of an action. A text that the server would
 * change, or refuse together with the whole request, rejects only this action.
 */
public final class ActionTexts {

  /** The maximum length of an id in Elasticsearch, in bytes of UTF-8. */
  private static final int MOST_ID_BYTES = 512;

  private ActionTexts() {}

  /** The first problem with an action's texts, if any. */
  public static Optional<BulkError> flaw(BulkAction action) {
    BulkError flaw = action.id == null ? null : malformed("id", action.id);
    if (flaw == null && action.routing != null) {
      flaw = malformed("routing value", action.routing);
    }
    if (flaw == null && action.index != null) {
      flaw = malformed("index name", action.index);
    }
    if (flaw == null && action.pipeline != null) {
      flaw = malformed("pipeline name", action.pipeline);
    }
    return Optional.ofNullable(flaw == null ? unusable(action.id) : flaw);
  }

  /**
   * Two such texts would become the same: the server replaces an unpaired surrogate with a question
   * mark.
   */
  private static BulkError malformed(String what, String text) {
    int half = Utf8.firstLoneSurrogate(text);
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

  /** A char has at most three bytes in UTF-8, so most ids are not counted. */
  private static boolean isTooLong(String id) {
    return id.length() > MOST_ID_BYTES / 3
        && id.getBytes(StandardCharsets.UTF_8).length > MOST_ID_BYTES;
  }
}
