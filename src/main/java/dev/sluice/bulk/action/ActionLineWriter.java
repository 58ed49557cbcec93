package dev.sluice.bulk.action;

import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonWriter;
import java.util.Objects;

/**
 * Writes the action line before a source in a bulk request: {@code
 * {"index":{"_index":"i","_id":"x",…}}}. {@link ActionLine} finds its fields again, by their fixed
 * order. Most lines of a load differ only in the id, so the line up to the id is kept for the next
 * one. Not thread-safe.
 */
public final class ActionLineWriter {

  /** Names and punctuation of a line with all fields; escapes can make a text six times longer. */
  private static final int OVERHEAD = 240;

  private static final int WORST_CHAR = 6;

  /** The line of this operation and index up to the value of {@code _id}. */
  private final ByteArray start = new ByteArray(64);

  private Operation operation;
  private String index;

  private ByteArray out;
  private JsonWriter json;

  /** The maximum number of bytes that {@link #write} writes for an action. */
  public static long bound(BulkAction action, String index) {
    return OVERHEAD
        + (long) WORST_CHAR
            * (length(index)
                + length(action.id)
                + length(action.routing)
                + length(action.pipeline));
  }

  private static int length(String text) {
    return text == null ? 0 : text.length();
  }

  /**
   * Appends the line of an action.
   *
   * @param index its index; null for a line without one
   */
  public void write(BulkAction action, String index, ByteArray to) {
    if (to != out) {
      out = to;
      json = new JsonWriter(to);
    }
    if (action.id == null) {
      writeStart(action.operation, index, json);
    } else {
      keepStart(action.operation, index);
      out.write(start.array(), 0, start.length());
      json.restart().value(action.id);
    }
    writeRest(action);
    json.endObject().endObject();
    out.write('\n');
  }

  private void keepStart(Operation wanted, String name) {
    if (operation != wanted || !Objects.equals(index, name)) {
      operation = wanted;
      index = name;
      start.truncate(0);
      writeStart(wanted, name, new JsonWriter(start)).name("_id");
    }
  }

  private static JsonWriter writeStart(Operation operation, String index, JsonWriter json) {
    json.restart().startObject().name(operation.action()).startObject();
    return index == null ? json : json.name("_index").value(index);
  }

  private void writeRest(BulkAction action) {
    if (action.routing != null) {
      json.name("routing").value(action.routing);
    }
    if (action.versionType != null) {
      json.name("version").value(action.version);
      json.name("version_type").value(action.versionType.word());
    }
    if (action.ifSeqNo >= 0) {
      json.name("if_seq_no").value(action.ifSeqNo);
      json.name("if_primary_term").value(action.ifPrimaryTerm);
    }
    if (action.pipeline != null) {
      json.name("pipeline").value(action.pipeline);
    }
    if (action.retryOnConflict > 0) {
      json.name("retry_on_conflict").value((long) action.retryOnConflict);
    }
  }
}
