package dev.sluice.bulk;

import dev.sluice.bulk.action.ActionLineWriter;
import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.Operation;
import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonFormException;
import dev.sluice.json.JsonText;

/**
 * Encodes actions as the NDJSON of a bulk request: an action line, and a line with the source
 * unless the action is a delete. Not thread-safe.
 */
final class ActionEncoder {

  private final ActionLineWriter lines = new ActionLineWriter();
  private final JsonText.Objects sources = new JsonText.Objects();

  /** The maximum number of bytes of an action. */
  static long bound(BulkAction action, String index) {
    int frame = action.operation.before().length + action.operation.after().length + 1;
    return ActionLineWriter.bound(action, index) + frame + action.length;
  }

  /**
   * Appends an action.
   *
   * @return where the line with the source begins
   * @throws JsonFormException if its source is not one JSON object; nothing is appended then
   */
  int encode(BulkAction action, String index, ByteArray out) throws JsonFormException {
    int start = out.length();
    lines.write(action, index, out);
    int source = out.length();
    if (action.operation != Operation.DELETE) {
      try {
        copySource(action, out);
      } catch (JsonFormException e) {
        out.truncate(start);
        throw e;
      }
    }
    return source;
  }

  private void copySource(BulkAction action, ByteArray out) throws JsonFormException {
    byte[] before = action.operation.before();
    int deepest = JsonText.DEEPEST;
    if (before.length > 0) {
      out.write(before);
      deepest--;
    }
    if (action.wellFormed) {
      out.write(action.source, action.offset, action.length);
    } else {
      sources.copy(action.source, action.offset, action.length, deepest, out);
    }
    byte[] after = action.operation.after();
    if (after.length > 0) {
      out.write(after);
    }
    out.write('\n');
  }
}
