package dev.sluice.client.bulk;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.client.http.Json;
import java.io.IOException;

/**
 * Reads the items of a bulk or multi-get reply: one object for each item that was sent, in order.
 */
final class BulkItemsReader {

  private final int sent;
  private final Item item;
  private int count;

  private BulkItemsReader(int sent, Item item) {
    this.sent = sent;
    this.item = item;
  }

  /** Reads the object at the parser's position; must leave the parser at the object's end. */
  interface Item {
    void read(int number, JsonParser json) throws IOException;
  }

  /**
   * Reads the array in the object that the parser is about to enter.
   *
   * @param name the name of the array
   * @param sent the number of items that were sent
   * @param other reads the other fields of the object
   * @throws IOException if the array is missing or has another number of objects
   */
  static void read(JsonParser json, String name, int sent, Item item, Json.Field other)
      throws IOException {
    BulkItemsReader array = new BulkItemsReader(sent, item);
    Json.fields(
        json,
        (field, value) -> {
          if (field.equals(name)) {
            array.items(value);
          } else {
            other.read(field, value);
          }
        });
    if (array.count != sent) {
      throw Json.strange("it has " + array.count + " items, but " + sent + " were sent");
    }
  }

  private void items(JsonParser json) throws IOException {
    Json.expect(json.currentToken(), JsonToken.START_ARRAY);
    while (json.nextToken() == JsonToken.START_OBJECT) {
      if (count == sent) {
        throw Json.strange("it has more items than the " + sent + " that were sent");
      }
      item.read(count, json);
      count++;
    }
    Json.expect(json.currentToken(), JsonToken.END_ARRAY);
  }
}
