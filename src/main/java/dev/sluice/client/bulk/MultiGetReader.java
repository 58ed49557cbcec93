package dev.sluice.client.bulk;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.bulk.BulkReply;
import dev.sluice.bulk.BulkRequest;
import dev.sluice.bulk.action.BulkError;
import dev.sluice.client.http.ErrorReader;
import dev.sluice.client.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads a multi-get reply as a stream and compares each document's source byte by byte with the one
 * sent. The sources are neither decoded nor kept. Do not reuse.
 */
public final class MultiGetReader {

  private static final short SAME = 200;
  private static final short MISSING = 404;
  private static final short DIFFERENT = 409;
  private static final short UNREADABLE = 500;

  private final BulkRequest request;
  private final ComparedStream reply;
  private final short[] statuses;
  private final Map<Integer, BulkError> errors = new HashMap<>();
  private final Map<Integer, String> others = new HashMap<>();
  private String index = "";

  private MultiGetReader(InputStream in, BulkRequest request) {
    this.request = request;
    reply = new ComparedStream(in);
    statuses = new short[request.items()];
  }

  /**
   * Reads a complete reply.
   *
   * @throws IOException if the reply is truncated, invalid, or has another number of documents
   */
  public static MultiGetReader read(InputStream in, BulkRequest request) throws IOException {
    MultiGetReader reader = new MultiGetReader(in, request);
    return Json.readDocuments(
        reader.reply,
        json -> {
          BulkItemsReader.read(
              json,
              "docs",
              request.items(),
              reader::document,
              (name, value) -> value.skipChildren());
          return reader;
        });
  }

  private void document(int item, JsonParser json) throws IOException {
    statuses[item] = MISSING;
    index = "";
    Json.fields(json, (name, value) -> field(item, name, value));
    if (statuses[item] == DIFFERENT) {
      others.put(item, index);
    }
  }

  private void field(int item, String name, JsonParser json) throws IOException {
    switch (name) {
      case "_index":
        index = json.getValueAsString("");
        break;
      case "found":
        if (json.getBooleanValue() && statuses[item] == MISSING) {
          statuses[item] = DIFFERENT;
        }
        break;
      case "_source":
        statuses[item] = isSame(item, json) ? SAME : DIFFERENT;
        break;
      case "error":
        errors.put(item, ErrorReader.read(json));
        statuses[item] = UNREADABLE;
        break;
      default:
        json.skipChildren();
    }
  }

  private boolean isSame(int item, JsonParser json) throws IOException {
    Json.expect(json.currentToken(), JsonToken.START_OBJECT);
    reply.begin(
        json.currentTokenLocation().getByteOffset(),
        request.sourceLength(item),
        (place, bytes, start, count) -> request.sourceHas(item, place, bytes, start, count));
    json.skipChildren();
    return reply.end(json.currentLocation().getByteOffset());
  }

  /** The items with another source, each with the concrete index of the document. */
  public Map<Integer, String> others() {
    return others;
  }

  /** Sets the reason why an item with another source may still be ours. */
  void doubt(int item, BulkError why) {
    errors.put(item, why);
  }

  /** The result for each item. */
  public BulkReply reply() {
    return BulkReply.items(statuses, errors);
  }
}
