package dev.sluice.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;

/** Documents that a careless copy would change: odd ids, routing, numbers, blanks and escapes. */
final class OddDocuments {

  static final String THREE_SHARDS =
      "{\"settings\":{\"number_of_shards\":3,\"number_of_replicas\":0},"
          + "\"mappings\":{\"dynamic\":false,\"properties\":{\"n\":{\"type\":\"long\"},"
          + "\"tenant\":{\"type\":\"keyword\"}}}}";

  private record Document(String id, String routing, String source) {

    String path(String index) {
      String path = "/" + index + "/_doc/" + encoded(id);
      return routing == null ? path : path + "?routing=" + encoded(routing);
    }

    String action() {
      String more = routing == null ? "" : ",\"routing\":\"" + escaped(routing) + "\"";
      String action = "{\"index\":{\"_id\":\"" + escaped(id) + "\"" + more + "}}\n";
      return action + source + "\n";
    }

    private static String escaped(String text) {
      return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String encoded(String text) {
      return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
  }

  private static final List<Document> ALL = all();

  static final int COUNT = ALL.size();

  private OddDocuments() {}

  private static List<Document> all() {
    List<Document> all = new ArrayList<>();
    all.add(new Document("plain", null, "{\"n\":1,\"tenant\":\"a\"}"));
    all.add(new Document("\"quoted\\ / & %2F", null, "{ \"n\" : 2 ,\t\"tenant\":\"b\" }"));
    all.add(new Document("\uD83D\uDE00 blank", "r/\u00e9\"", "{\"é \":1.50,\"a\":-0,\"b\":1E+2}"));
    all.add(new Document("line\nbreak", "r", "{\"z\":1,\"a\":12345678901234567890}"));
    all.add(new Document("x".repeat(512), "y".repeat(200), "{}"));
    all.add(
        new Document(
            "escapes", null, "{\"e\":\"\\u00e9\\/\\b\\f\\n\\r\\t\\\"\\\\\\ud83d\\ude00 é😀\"}"));
    all.add(new Document("brackets", null, "{\"a\":[[],{},\"]}\",[{\"b\":\"}\"}]],\"n\":null}"));
    all.add(new Document("large", null, "{\"text\":\"" + "é\\\"x".repeat(200_000) + "\"}"));
    for (int i = 0; i < 40; i++) {
      String tenant = i % 2 == 0 ? "a" : "b";
      String routing = i % 4 == 0 ? "r" + i : null;
      all.add(new Document("d" + i, routing, "{\"n\": " + i + ",\"tenant\":\"" + tenant + "\"}"));
    }
    return List.copyOf(all);
  }

  /** Puts them into an index with three shards: some in their third version, and one deleted. */
  static Index in(Index index, Rest rest) {
    index.create(THREE_SHARDS);
    StringBuilder bulk = new StringBuilder();
    for (int i = 0; i < ALL.size(); i++) {
      for (int version = 0; version < 1 + i % 3; version++) {
        bulk.append(ALL.get(i).action());
      }
    }
    bulk.append("{\"index\":{\"_id\":\"gone\"}}\n{}\n{\"delete\":{\"_id\":\"gone\"}}\n");
    String reply = rest.post("/" + index.name() + "/_bulk?refresh", bulk.toString());
    assertThat(reply).contains("\"errors\":false");
    return index;
  }

  /** Each of them as an index has it: address, version and source, as the server words them. */
  static List<String> of(Index index, Rest rest) {
    return ALL.stream()
        .map(document -> rest.get(document.path(index.name())))
        .map(text -> text.replaceFirst("\"_index\":\"[^\"]*\",", ""))
        .map(text -> text.replaceFirst("\"_type\":\"_doc\",", ""))
        .map(text -> text.replaceFirst("\"_seq_no\":\\d+,\"_primary_term\":\\d+,", ""))
        .toList();
  }
}
