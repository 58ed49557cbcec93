package dev.sluice.client.index;

import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.cluster.NodeFailover;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.http.HttpRequest;
import dev.sluice.client.http.HttpResponse;
import dev.sluice.client.http.Json;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Moves an alias from its current indices to another index. */
final class AliasSwap {

  private final String alias;
  private final String to;

  /** The alias definition in each current index: a JSON object with filter and routing. */
  private final Map<String, String> from;

  private AliasSwap(String alias, String to, Map<String, String> from) {
    this.alias = alias;
    this.to = to;
    this.from = from;
  }

  /** Reads the current indices of the alias. */
  static AliasSwap of(String alias, String to, NodeFailover control) throws ElasticsearchException {
    HttpRequest call = HttpRequest.get("/_alias/" + HttpRequest.part(alias));
    try {
      return new AliasSwap(alias, to, control.ask(call, answer -> standing(alias, answer)));
    } catch (ElasticsearchException e) {
      if (e.status() == 404) {
        return new AliasSwap(alias, to, Collections.emptyMap());
      }
      throw e;
    }
  }

  private static Map<String, String> standing(String alias, HttpResponse answer)
      throws IOException {
    Map<String, String> indices = new LinkedHashMap<>();
    return Json.read(
        answer.body(),
        json -> {
          Json.fields(
              json,
              (index, about) ->
                  Json.field(
                      about,
                      "aliases",
                      aliases ->
                          Json.field(aliases, alias, at -> indices.put(index, Json.copy(at)))));
          return indices;
        });
  }

  /**
   * Moves the alias in one atomic request; does nothing if it already points only to the new index.
   */
  void run(NodeFailover control) throws ElasticsearchException {
    if (from.size() == 1 && from.containsKey(to)) {
      return;
    }
    String kept = from.size() == 1 ? from.values().iterator().next() : "{}";
    String actions =
        Stream.concat(
                from.keySet().stream()
                    .filter(index -> !index.equals(to))
                    .map(index -> action("remove", index, "{}")),
                Stream.of(action("add", to, kept)))
            .collect(Collectors.joining(",", "{\"actions\":[", "]}"));
    control.ask(HttpRequest.of("POST", "/_aliases").json(actions), JsonTree::read);
  }

  /** An alias action with additional fields of a JSON object. */
  private String action(String word, String index, String more) {
    String fields = more.equals("{}") ? "}" : "," + more.substring(1);
    return "{\""
        + word
        + "\":{\"index\":"
        + Json.quoted(index)
        + ",\"alias\":"
        + Json.quoted(alias)
        + fields
        + "}";
  }
}
