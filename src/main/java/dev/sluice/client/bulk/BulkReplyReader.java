package dev.sluice.client.bulk;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.bulk.BulkReply;
import dev.sluice.bulk.ItemResult;
import dev.sluice.bulk.action.BulkError;
import dev.sluice.client.http.ErrorReader;
import dev.sluice.client.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads a bulk reply as a stream and keeps only the status and the result of each item, and the
 * errors. Do not reuse.
 */
public final class BulkReplyReader {

  private final short[] statuses;
  private final ItemResult[] results;
  private final Map<Integer, BulkError> errors = new HashMap<>();

  private long tookMillis;

  private BulkReplyReader(int items) {
    statuses = new short[items];
    results = new ItemResult[items];
  }

  /**
   * Reads a complete reply.
   *
   * @param items the number of items that were sent
   * @throws IOException if the reply is truncated, invalid, or has another number of items
   */
  public static BulkReply read(InputStream in, int items) throws IOException {
    BulkReplyReader reader = new BulkReplyReader(items);
    return Json.read(
        in,
        json -> {
          BulkItemsReader.read(json, "items", items, reader::item, reader::field);
          return BulkReply.items(reader.statuses, reader.results, reader.errors)
              .took(Duration.ofMillis(reader.tookMillis));
        });
  }

  /** A field of the reply other than its items. */
  private void field(String name, JsonParser json) throws IOException {
    if (name.equals("took") && json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      tookMillis = Math.max(0, json.getLongValue());
    } else {
      json.skipChildren();
    }
  }

  private void item(int item, JsonParser json) throws IOException {
    Json.fields(
        json, (action, reply) -> Json.fields(reply, (name, value) -> field(item, name, value)));
    if (statuses[item] == 0) {
      throw Json.strange("it has no status for item " + item);
    }
  }

  private void field(int item, String name, JsonParser json) throws IOException {
    switch (name) {
      case "status":
        statuses[item] = json.getShortValue();
        break;
      case "result":
        results[item] = ItemResult.named(json.getValueAsString(""));
        break;
      case "error":
        errors.put(item, ErrorReader.read(json));
        break;
      case "failure_store":
        if ("used".equals(json.getValueAsString(""))) {
          errors.put(item, BulkError.inFailureStore());
        }
        break;
      default:
        json.skipChildren();
    }
  }
}
