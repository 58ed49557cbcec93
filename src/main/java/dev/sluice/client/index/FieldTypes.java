package dev.sluice.client.index;

import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.cluster.NamePortions;
import dev.sluice.client.cluster.NodeFailover;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.http.HttpRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks which types the mappings of indices give to fields. */
public final class FieldTypes {

  /** A field without a type has fields of its own. */
  private static final String OBJECT = "object";

  private final NodeFailover control;

  public FieldTypes(NodeFailover control) {
    this.control = control;
  }

  /** Of each index the types by the names that lead to a field, joined by dots. */
  public List<Map<String, String>> of(Collection<String> indices) throws ElasticsearchException {
    List<Map<String, String>> types = new ArrayList<>();
    for (String portion : NamePortions.of(indices)) {
      ask(portion, types);
    }
    return Collections.unmodifiableList(types);
  }

  private void ask(String portion, List<Map<String, String>> types) throws ElasticsearchException {
    JsonTree reply = control.ask(HttpRequest.get("/" + portion + "/_mapping"), JsonTree::read);
    for (JsonTree index : reply.fields().values()) {
      Map<String, String> found = new LinkedHashMap<>();
      collect("", index.at("mappings", "properties"), found);
      types.add(Collections.unmodifiableMap(found));
    }
  }

  /** Gathers the types in a mapping's {@code properties}. */
  static void collect(String prefix, JsonTree properties, Map<String, String> types) {
    properties
        .fields()
        .forEach(
            (name, field) -> {
              types.put(prefix + name, field.at("type").text().orElse(OBJECT));
              collect(prefix + name + ".", field.at("properties"), types);
            });
  }
}
