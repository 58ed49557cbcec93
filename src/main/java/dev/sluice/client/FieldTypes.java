package dev.sluice.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks which types the mappings of indices give to fields. */
final class FieldTypes {

  /** A field without a type has fields of its own. */
  private static final String OBJECT = "object";

  private final Control control;

  FieldTypes(Control control) {
    this.control = control;
  }

  /** Of each index the types by the names that lead to a field, joined by dots. */
  List<Map<String, String>> of(Collection<String> indices) throws ElasticsearchException {
    if (indices.isEmpty()) {
      return Collections.emptyList();
    }
    String names = indices.stream().map(HttpCall::part).collect(Collectors.joining(","));
    JsonTree reply = control.ask(HttpCall.get("/" + names + "/_mapping"), JsonTree::read);
    List<Map<String, String>> types = new ArrayList<>();
    reply
        .fields()
        .values()
        .forEach(
            index -> {
              Map<String, String> found = new LinkedHashMap<>();
              collect("", index.at("mappings", "properties"), found);
              types.add(Collections.unmodifiableMap(found));
            });
    return Collections.unmodifiableList(types);
  }

  private static void collect(String prefix, JsonTree properties, Map<String, String> types) {
    properties
        .fields()
        .forEach(
            (name, field) -> {
              types.put(prefix + name, field.at("type").text().orElse(OBJECT));
              collect(prefix + name + ".", field.at("properties"), types);
            });
  }
}
