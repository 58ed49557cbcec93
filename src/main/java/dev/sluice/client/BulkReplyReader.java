package dev.sluice.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.bulk.BulkError;
import dev.sluice.bulk.BulkReply;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the reply to a bulk request as it comes: a status for each item, an error for the few that
 * have one, and nothing else is kept. Good for one.
 */
final class BulkReplyReader {

  private final short[] statuses;
  private final Map<Integer, BulkError> errors = new HashMap<>();
  private int count = -1;

  private BulkReplyReader(int items) {
    statuses = new short[items];
  }

  /**
   * Reads a whole reply.
   *
   * @param items how many items were sent
   * @throws IOException if the reply breaks off, is something else, or is about another number of
   *     items
   */
  static BulkReply read(InputStream in, int items) throws IOException {
    BulkReplyReader reader = new BulkReplyReader(items);
    return Json.read(
        in,
        json -> {
          Json.fields(json, reader::top);
          return reader.reply();
        });
  }

  private void top(String name, JsonParser json) throws IOException {
    if (!name.equals("items")) {
      json.skipChildren();
      return;
    }
    Json.expect(json.currentToken(), JsonToken.START_ARRAY);
    count = 0;
    while (json.nextToken() == JsonToken.START_OBJECT) {
      if (count == statuses.length) {
        throw Json.strange("more items than the " + count + " sent");
      }
      Json.fields(json, (action, item) -> Json.fields(item, this::item));
      if (statuses[count] == 0) {
        throw Json.strange("no status for item " + count);
      }
      count++;
    }
    Json.expect(json.currentToken(), JsonToken.END_ARRAY);
  }

  private void item(String name, JsonParser json) throws IOException {
    switch (name) {
      case "status":
        statuses[count] = json.getShortValue();
        break;
      case "error":
        errors.put(count, ErrorReader.read(json));
        break;
      default:
        json.skipChildren();
    }
  }

  private BulkReply reply() throws IOException {
    if (count != statuses.length) {
      throw Json.strange(Math.max(count, 0) + " items, but " + statuses.length + " were sent");
    }
    return BulkReply.items(statuses, errors);
  }
}
