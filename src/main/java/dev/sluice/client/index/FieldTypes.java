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

/** Reads the field types in the mappings of indices. */
public final class FieldTypes {

  /** A field without a type is an object with fields. */
  private static final String OBJECT = "object";

  private final NodeFailover control;

  public FieldTypes(NodeFailover control) {
    this.control = control;
  }

  /** For each index, the types by the full path of the field, joined by dots. */
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

  /** Collects the types in the {@code properties} of a mapping. */
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
