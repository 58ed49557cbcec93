package dev.sluice.mapreduce.copy;

import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonFormException;
import dev.sluice.json.JsonText;
import dev.sluice.json.JsonWriter;
import java.io.IOException;

/**
 * The manifest of a task that copied a shard, published at task commit: the shard, the index, the
 * number of documents, and the settings. Immutable.
 */
final class ShardManifest {

  private static final String SHARD = "shard";
  private static final String TASK = "task";
  private static final String TERMS = "terms";
  private static final String DOCUMENTS = "documents";
  private static final String CHECKPOINT = "checkpoint";

  private final String shard;
  private final String task;
  private final String terms;
  private final long documents;
  private final long checkpoint;

  /**
   * Creates a manifest.
   *
   * @param shard identifies shard and index, including the index uuid
   * @param task the name of the task, the prefix of its file names
   * @param terms the settings and the target of the copy
   * @param documents the number of documents read
   * @param checkpoint the sequence number up to which the shard was certainly read; -1 if unknown
   */
  ShardManifest(String shard, String task, String terms, long documents, long checkpoint) {
    this.shard = shard;
    this.task = task;
    this.terms = terms;
    this.documents = documents;
    this.checkpoint = checkpoint;
  }

  /**
   * Parses a manifest.
   *
   * @throws IOException if the bytes are invalid
   */
  static ShardManifest read(byte[] json) throws IOException {
    try {
      return new ShardManifest(
          text(json, SHARD),
          text(json, TASK),
          text(json, TERMS),
          Long.parseLong(text(json, DOCUMENTS)),
          Long.parseLong(JsonText.field(json, 0, json.length, CHECKPOINT).orElse("-1")));
    } catch (JsonFormException | NumberFormatException e) {
      throw new IOException("not a shard manifest: " + e.getMessage(), e);
    }
  }

  private static String text(byte[] json, String field) throws IOException, JsonFormException {
    return JsonText.field(json, 0, json.length, field)
        .orElseThrow(() -> new IOException("not a shard manifest: it has no \"" + field + "\""));
  }

  /** The bytes that {@link #read} reads. */
  ByteArray toJson() {
    ByteArray bytes = new ByteArray(256);
    JsonWriter json = new JsonWriter(bytes).startObject();
    json.name(SHARD).value(shard).name(TASK).value(task).name(TERMS).value(terms);
    json.name(DOCUMENTS).value(documents).name(CHECKPOINT).value(checkpoint).endObject();
    return bytes;
  }

  String shard() {
    return shard;
  }

  String terms() {
    return terms;
  }

  long documents() {
    return documents;
  }

  long checkpoint() {
    return checkpoint;
  }
}
