package dev.sluice.client.index;

import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.cluster.NamePortions;
import dev.sluice.client.cluster.NodeFailover;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.http.HttpRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds which index is closed when the server only reports that one is. */
public final class ClosedIndices {

  private final NodeFailover control;

  public ClosedIndices(NodeFailover control) {
    this.control = control;
  }

  /** The closed indices behind names; empty if the server does not provide them. */
  Set<String> behind(List<String> names) {
    Set<String> named = new TreeSet<>();
    Set<String> closed = new TreeSet<>();
    try {
      for (String portion : NamePortions.ofExpressions(names)) {
        String path = "/_resolve/index/" + portion + "?expand_wildcards=all";
        JsonTree found = control.ask(HttpRequest.get(path), JsonTree::read);
        collect(found.at("indices"), "name", named);
        collect(found.at("aliases"), "indices", named);
        collect(found.at("data_streams"), "backing_indices", named);
      }
      for (String portion : NamePortions.of(named)) {
        String path = "/_resolve/index/" + portion + "?expand_wildcards=all";
        for (JsonTree index :
            control.ask(HttpRequest.get(path), JsonTree::read).at("indices").items()) {
          if (index.at("attributes").items().stream()
              .anyMatch(word -> word.text().filter("closed"::equals).isPresent())) {
            index.at("name").text().ifPresent(closed::add);
          }
        }
      }
    } catch (ElasticsearchException e) {
      return Collections.emptySet(); // the refusal already has the details
    }
    return closed;
  }

  private static void collect(JsonTree found, String field, Set<String> names) {
    for (JsonTree item : found.items()) {
      item.at(field).text().ifPresent(names::add);
      item.at(field).items().forEach(name -> name.text().ifPresent(names::add));
    }
  }

  /** The refusal of a request for these names, with what to change. */
  public ElasticsearchException explained(List<String> names, ElasticsearchException refusal) {
    List<String> closed = new ArrayList<>(behind(names));
    if (closed.isEmpty()) {
      return refusal;
    }
    String which = String.join(",", closed);
    boolean itself = names.containsAll(closed);
    return new ElasticsearchException(
        refusal.status(),
        refusal.type(),
        (itself ? "Index closed: " : String.join(",", names) + " includes closed indices: ")
            + which
            + ". Open them (POST /"
            + which
            + "/_open)"
            + (itself ? "" : ", remove them from the alias,")
            + " or name other indices",
        refusal);
  }
}
