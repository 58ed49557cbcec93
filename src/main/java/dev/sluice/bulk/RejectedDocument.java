package dev.sluice.bulk;

import dev.sluice.bulk.action.ActionLine;
import dev.sluice.bulk.action.ActionLineWriter;
import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.BulkError;
import dev.sluice.bulk.action.Envelope;
import dev.sluice.bulk.action.Operation;
import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonGrammar;
import dev.sluice.json.JsonWriter;
import dev.sluice.json.OneLine;
import dev.sluice.json.Utf8;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;

/**
 * A rejected document (dead letter) with its error. It writes itself as an envelope: one JSON
 * object on one line with the verbatim source, so that it can be fixed and replayed. A view, valid
 * only while {@link Rejections#rejected} runs.
 */
public final class RejectedDocument {

  private final int barriers;
  private final BulkError error;
  private final Operation operation;
  private final String id;
  private final ByteArray names = new ByteArray(256);
  private final byte[] source;
  private final int sourceStart;
  private final int sourceLength;

  private RejectedDocument(
      int barriers,
      BulkError error,
      Operation operation,
      String id,
      byte[] source,
      int sourceStart,
      int sourceLength) {
    this.barriers = barriers;
    this.error = error;
    this.operation = operation;
    this.id = id;
    this.source = source;
    this.sourceStart = sourceStart;
    this.sourceLength = sourceLength;
  }

  public static RejectedDocument of(Batch batch, int item, BulkError error) {
    RejectedDocument document =
        new RejectedDocument(
            batch.outcomes.barriers,
            error,
            batch.operation(item),
            batch.idText(item),
            batch.array(item),
            batch.sourceStart(item),
            batch.sourceLength(item));
    batch.copyEnvelope(item, document.names);
    return document;
  }

  public static RejectedDocument of(BulkAction action, String index, BulkError error) {
    return of(action, index, error, 0);
  }

  static RejectedDocument of(BulkAction action, String index, BulkError error, int barriers) {
    RejectedDocument document =
        new RejectedDocument(
            barriers,
            error,
            action.operation,
            action.id == null ? "" : action.id,
            action.source,
            action.offset,
            action.length);
    ByteArray line = new ByteArray(256);
    new ActionLineWriter().write(action, index, line);
    ActionLine.copyEnvelope(line.array(), 0, document.names);
    return document;
  }

  /** The number of barriers that were placed before the action was added. */
  public int barriers() {
    return barriers;
  }

  /** The error type and reason. */
  public BulkError error() {
    return error;
  }

  /** The document id; empty if there is none. */
  public String id() {
    return id;
  }

  /**
   * Writes the envelope as one JSON object without line breaks, for any source. A source that is
   * not a valid JSON object is written as a string, or in base64 if it is not UTF-8. A valid one is
   * written without a copy.
   *
   * @param task the task attempt, for information
   * @param wallMillis the time, in milliseconds since 1970
   */
  public void writeEnvelope(OutputStream out, String task, long wallMillis) throws IOException {
    ByteArray line = new ByteArray(512);
    JsonWriter json = new JsonWriter(line);
    line.write('{');
    if (names.length() > 0) {
      line.write(names.array(), 0, names.length());
      line.write(',');
    }
    json.name("op").value(Envelope.word(operation));
    json.name("error").startObject();
    json.name("type").value(error.type()).name("reason").value(error.reason()).endObject();
    json.name("task").value(task);
    json.name("time").value(Instant.ofEpochMilli(wallMillis).toString());
    if (sourceLength == 0) {
      out.write(line.array(), 0, line.length());
    } else if (JsonGrammar.isObject(source, sourceStart, sourceLength)) {
      json.name("_source");
      out.write(line.array(), 0, line.length());
      OneLine.write(source, sourceStart, sourceLength, out);
    } else {
      writeBroken(json);
      out.write(line.array(), 0, line.length());
    }
    out.write('}');
  }

  private void writeBroken(JsonWriter json) {
    if (Utf8.firstMalformed(source, sourceStart, sourceLength) < 0) {
      json.name("_source").utf8(source, sourceStart, sourceLength);
    } else {
      json.name(Envelope.SOURCE_BYTES).base64(source, sourceStart, sourceLength);
    }
  }
}
