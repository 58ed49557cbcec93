package dev.sluice.client;

import com.fasterxml.jackson.core.JsonParser;
import dev.sluice.bulk.BulkError;
import dev.sluice.bulk.BulkReply;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;

/**
 * Reads the reply to a multi-get and compares each document's source, byte by byte, with the one
 * sent. The sources are never decoded: only the place of each is looked for. Good for one.
 */
final class MultiGetReader {

  private static final short SAME = 200;
  private static final short MISSING = 404;
  private static final short DIFFERENT = 409;

  /** Compares an item's source with a slice of bytes. */
  interface Comparison {
    boolean isSame(int item, byte[] bytes, int start, int count);
  }

  private final byte[] reply;
  private final Comparison comparison;
  private final short[] statuses;
  private BulkError failure;

  private MultiGetReader(byte[] reply, int items, Comparison comparison) {
    this.reply = reply;
    this.comparison = comparison;
    statuses = new short[items];
  }

  /**
   * Reads a whole reply.
   *
   * @param items how many documents were asked for
   * @throws IOException if the reply is something else, or is about another number of documents
   */
  static BulkReply read(byte[] reply, int items, Comparison comparison) throws IOException {
    MultiGetReader reader = new MultiGetReader(reply, items, comparison);
    return Json.read(
        reply,
        json -> {
          ItemArray.read(json, "docs", items, reader::document);
          return reader.reply();
        });
  }

  private void document(int item, JsonParser json) throws IOException {
    statuses[item] = MISSING;
    Json.fields(json, (name, value) -> field(item, name, value));
  }

  private void field(int item, String name, JsonParser json) throws IOException {
    switch (name) {
      case "found":
        if (json.getBooleanValue() && statuses[item] == MISSING) {
          statuses[item] = DIFFERENT;
        }
        break;
      case "_source":
        statuses[item] = source(item, json) ? SAME : DIFFERENT;
        break;
      case "error":
        BulkError error = ErrorReader.read(json);
        if (!error.type().equals("index_not_found_exception")) {
          failure = error;
        }
        break;
      default:
        json.skipChildren();
    }
  }

  private boolean source(int item, JsonParser json) throws IOException {
    int start = (int) json.currentTokenLocation().getByteOffset();
    json.skipChildren();
    int end = (int) json.currentLocation().getByteOffset();
    return comparison.isSame(item, reply, start, end - start);
  }

  private BulkReply reply() {
    // One document that could not be looked up leaves the whole question open.
    return failure == null
        ? BulkReply.items(statuses, new HashMap<>())
        : BulkReply.refused(503, failure, Duration.ZERO);
  }
}
