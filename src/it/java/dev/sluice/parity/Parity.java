package dev.sluice.parity;

import dev.sluice.it.Artists;
import dev.sluice.it.ElasticsearchServer;
import dev.sluice.it.Rest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the scenarios of elasticsearch-hadoop share: their server, their indices, their documents.
 */
final class Parity {

  /** What all their indices begin with. */
  static final String PREFIX = "parity-" + ProcessHandle.current().pid() + "-";

  private static final Pattern HIT =
      Pattern.compile(
          "\\{\"_index\":\"([^\"]*)\",\"_id\":\"([^\"]*)\",\"_version\":(\\d+),\"_score\":null,"
              + "(?:\"_routing\":\"([^\"]*)\",)?\"_source\":(\\{.*?\\}),\"sort\":\\[[^\\]]*\\]\\}");

  private Parity() {}

  /** A document as the server holds it. */
  record Document(String index, String id, long version, String routing, String source) {}

  static String url() {
    return ElasticsearchServer.shared().url();
  }

  static Rest rest() {
    return ElasticsearchServer.shared().rest();
  }

  /** The documents of an index, an alias or a pattern, by the order in which they were indexed. */
  static List<Document> documents(String index) {
    return documents(rest(), index);
  }

  private static List<Document> documents(Rest rest, String index) {
    rest.post("/" + index + "/_refresh", "");
    String found = rest.get("/" + index + "/_search?version=true&size=1000&sort=_seq_no");
    return HIT.matcher(found)
        .results()
        .map(
            hit ->
                new Document(
                    hit.group(1),
                    hit.group(2),
                    Long.parseLong(hit.group(3)),
                    hit.group(4),
                    hit.group(5)))
        .toList();
  }

  /** The sources of an index, sorted. */
  static List<String> sources(String index) {
    return documents(index).stream().map(Document::source).sorted().toList();
  }

  /** Something of each document by its id. */
  static <T> Map<String, T> byId(String index, Function<Document, T> part) {
    return byId(rest(), index, part);
  }

  /** Something of each document of a server by its id. */
  static <T> Map<String, T> byId(Rest rest, String index, Function<Document, T> part) {
    return documents(rest, index).stream()
        .collect(
            Collectors.toMap(
                Document::id,
                part,
                (one, other) -> {
                  throw new AssertionError("one id twice: " + one + " and " + other);
                },
                TreeMap::new));
  }

  /** Something of each artist by its number. */
  static <T> Map<String, T> artists(Function<Artists, T> part) {
    return Artists.all().stream()
        .collect(
            Collectors.toMap(
                artist -> String.valueOf(artist.number()),
                part,
                (one, other) -> one,
                TreeMap::new));
  }

  /** Removes every index of the scenarios. */
  static void clean() {
    clean(rest());
  }

  /** Removes every index of the scenarios from a server. */
  static void clean(Rest rest) {
    Matcher name =
        Pattern.compile("\\S+").matcher(rest.get("/_cat/indices/" + PREFIX + "*?h=index"));
    while (name.find()) {
      rest.delete("/" + name.group());
    }
  }

  /** A class of the drop-in jar. */
  static Class<?> dropIn(String name) throws IOException {
    try {
      return Class.forName("org.elasticsearch.hadoop.mr." + name);
    } catch (ClassNotFoundException e) {
      throw new IOException(e);
    }
  }
}
