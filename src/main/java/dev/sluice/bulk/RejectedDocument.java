package dev.sluice.bulk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A document that will never be indexed as it is, and why. Writes itself as the envelope: one JSON
 * object a line, with the source verbatim, so that it can be mended and replayed. A view: good only
 * while {@link Rejections#rejected} runs.
 */
public final class RejectedDocument {

  private final BulkError error;
  private final Operation operation;
  private final String id;
  private final ByteArray names = new ByteArray(256);
  private final byte[] source;
  private final int sourceStart;
  private final int sourceLength;
  private final boolean sourceIsJson;

  private RejectedDocument(
      BulkError error,
      Operation operation,
      String id,
      byte[] source,
      int sourceStart,
      int sourceLength,
      boolean sourceIsJson) {
    this.error = error;
    this.operation = operation;
    this.id = id;
    this.source = source;
    this.sourceStart = sourceStart;
    this.sourceLength = sourceLength;
    this.sourceIsJson = sourceIsJson;
  }

  static RejectedDocument of(Batch batch, int item, BulkError error) {
    RejectedDocument document =
        new RejectedDocument(
            error,
            batch.operation(item),
            batch.idText(item),
            batch.array(item),
            batch.sourceStart(item),
            batch.sourceLength(item),
            true);
    batch.copyEnvelope(item, document.names);
    return document;
  }

  static RejectedDocument of(BulkAction action, String index, BulkError error) {
    RejectedDocument document =
        new RejectedDocument(
            error,
            action.operation,
            action.id == null ? "" : action.id,
            action.source,
            action.offset,
            action.length,
            isObject(action));
    ByteArray line = new ByteArray(256);
    ActionLine.write(action, index, line, new JsonWriter(line));
    ActionLine.copyEnvelope(line.array(), 0, document.names);
    return document;
  }

  private static boolean isObject(BulkAction action) {
    if (action.wellFormed || action.length == 0) {
      return true;
    }
    try {
      JsonText.checkObject(action.source, action.offset, action.length);
      return true;
    } catch (JsonFormException e) {
      return false;
    }
  }

  /** Why, as type and reason. */
  public BulkError error() {
    return error;
  }

  /** The id; empty where there is none. */
  public String id() {
    return id;
  }

  /**
   * Writes the envelope as one JSON object, without a line break. A source that is not one JSON
   * object is written as a string. The source is not copied on the way.
   *
   * @param task the task attempt, for people
   * @param wallMillis when, milliseconds since 1970
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
    if (sourceLength > 0) {
      json.name("_source");
    }
    out.write(line.array(), 0, line.length());
    if (sourceLength > 0) {
      writeSource(out);
    }
    out.write('}');
  }

  private void writeSource(OutputStream out) throws IOException {
    if (!sourceIsJson) {
      String text = new String(source, sourceStart, sourceLength, StandardCharsets.UTF_8);
      ByteArray quoted = new ByteArray(text.length() + 16);
      new JsonWriter(quoted).value(text);
      out.write(quoted.array(), 0, quoted.length());
      return;
    }
    Envelope.writeSource(out, source, sourceStart, sourceLength);
  }
}
