package dev.sluice.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.json.ByteSlice;
import java.util.List;
import java.util.Map;

/** Replies to searches, as text. */
final class Replies {

  static final String HEAD =
      "\"pit_id\":\"pit\",\"took\":1,\"timed_out\":false,"
          + "\"_shards\":{\"total\":1,\"successful\":1,\"skipped\":0,\"failed\":0}";

  private Replies() {}

  /** As a server writes it. */
  static String of(String... hits) {
    return "{" + HEAD + ",\"hits\":{\"max_score\":null,\"hits\":[" + String.join(",", hits) + "]}}";
  }

  /** A hit as a server writes it; the id as it stands in JSON. */
  static String hit(String id, String source, long place) {
    return "{\"_index\":\"pages\",\"_id\":\""
        + id
        + "\",\"_score\":null,\"_source\":"
        + source
        + ",\"sort\":["
        + place
        + "]}";
  }

  /** A reply in an array that is longer. */
  static SearchReply read(String reply) throws java.io.IOException {
    byte[] bytes = (reply + "]}").getBytes(UTF_8);
    return SearchReply.read(ByteSlice.of(bytes, 0, bytes.length - 2));
  }

  static Page page(String reply) throws java.io.IOException {
    return Page.of(read(reply));
  }

  /** The ids and sources of a page. */
  static List<Map.Entry<String, String>> cut(String reply) throws java.io.IOException {
    List<Map.Entry<String, String>> documents = new java.util.ArrayList<>();
    Page page = page(reply);
    Hit hit = new Hit();
    while (page.next(hit)) {
      documents.add(
          Map.entry(hit.id().toString(), hit.hasSource() ? hit.source().toString() : "none"));
    }
    return documents;
  }
}
