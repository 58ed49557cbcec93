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
 * Determines the body of an action from its document: the complete document, some of its fields, or
 * a script with parameters. Not thread-safe.
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

  /** Reads the settings and reports problems to them. */
  public static DocumentBody read(Settings settings) {
    return new DocumentBody(settings);
  }

  /** The operation. */
  Operation operation() {
    return script == null ? operation : Operation.SCRIPT;
  }

  /** Whether the body is the document itself. */
  boolean isDocument() {
    return filter.isOpen()
        && script == null
        && (operation == Operation.INDEX || operation == Operation.CREATE);
  }

  /**
   * Sets the body of an action from its document.
   *
   * @param foreign whether the document is from outside, so that it is checked before it is sent
   * @throws RecordRefusedException if the document is not a JSON object, or lacks a script
   *     parameter
   */
  void put(BulkAction.Builder action, ByteSlice document, boolean foreign)
      throws RecordRefusedException {
    ByteSlice source = filter.isOpen() ? document : filtered(document);
    if (script != null) {
      if (foreign) {
        check(document); // The body around it could be valid even if the document is not.
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
   * Checks a document that is sent only in part, such as the id of a delete.
   *
   * @throws RecordRefusedException if the document is not one JSON object
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
