package dev.sluice.mapreduce.encode;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.Operation;
import dev.sluice.config.Settings;
import dev.sluice.json.ByteArray;
import dev.sluice.json.ByteSlice;
import dev.sluice.json.JsonFormException;
import dev.sluice.json.JsonText;
import dev.sluice.json.SourceFilter;
import java.io.IOException;

/**
 * What of a document goes into its action: all of it, some of its fields, or a script with
 * parameters from it. Not thread-safe.
 */
public final class DocumentBody {

  private final SourceFilter filter;
  private final ScriptBody script;
  private final Operation operation;

  private DocumentBody(Settings settings) {
    filter =
        new SourceFilter(
            settings.get(DocumentSettings.INCLUDE), settings.get(DocumentSettings.EXCLUDE));
    script = ScriptBody.read(settings).orElse(null);
    operation = settings.get(OutputSettings.OPERATION);
  }

  /** The bodies that the settings ask for; problems are noted in the settings. */
  public static DocumentBody read(Settings settings) {
    return new DocumentBody(settings);
  }

  /** What is done with the bodies. */
  Operation operation() {
    return script == null ? operation : Operation.SCRIPT;
  }

  /**
   * Puts the body on the action with a document.
   *
   * @param foreign whether it comes from outside, so that it is checked before it is sent
   * @throws RecordRefusedException if the document is no JSON object, or lacks what the script
   *     takes
   */
  void put(BulkAction.Builder action, ByteSlice document, boolean foreign)
      throws RecordRefusedException {
    ByteSlice source = filter.isOpen() ? document : filtered(document);
    if (script != null) {
      if (foreign) {
        check(document); // for the body around it could be whole where the document is not
      }
      ByteArray body = script.of(document, source);
      source = ByteSlice.of(body.array(), 0, body.length());
    }
    if (foreign) {
      action.foreignSource(source.array(), source.offset(), source.length());
    } else {
      action.source(source.array(), source.offset(), source.length());
    }
  }

  /**
   * Checks a document of which only parts are sent, such as the id of one to delete.
   *
   * @throws RecordRefusedException if it is not one JSON object
   */
  static void check(ByteSlice document) throws RecordRefusedException {
    try {
      JsonText.checkObject(document.array(), document.offset(), document.length());
    } catch (JsonFormException e) {
      throw RecordRefusedException.ofValue(
          "the document is not one JSON object: " + e.getMessage());
    }
  }

  private ByteSlice filtered(ByteSlice document) throws RecordRefusedException {
    try {
      ByteArray kept = filter.of(document.array(), document.offset(), document.length());
      return ByteSlice.of(kept.array(), 0, kept.length());
    } catch (IOException e) {
      throw RecordRefusedException.ofValue(
          "the document is not one JSON object: " + e.getMessage());
    }
  }
}
