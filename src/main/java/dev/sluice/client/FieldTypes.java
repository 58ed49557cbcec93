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

  /** They stand in a URL, of which servers take 4 kB. */
  private static final int NAMES_OF_A_CALL = 15;

  private final Control control;

  FieldTypes(Control control) {
    this.control = control;
  }

  /** Of each index the types by the names that lead to a field, joined by dots. */
  List<Map<String, String>> of(Collection<String> indices) throws ElasticsearchException {
    List<String> names = new ArrayList<>(indices);
    List<Map<String, String>> types = new ArrayList<>();
    for (int from = 0; from < names.size(); from += NAMES_OF_A_CALL) {
      ask(names.subList(from, Math.min(names.size(), from + NAMES_OF_A_CALL)), types);
    }
    return Collections.unmodifiableList(types);
  }

  private void ask(List<String> names, List<Map<String, String>> types)
      throws ElasticsearchException {
    String path = names.stream().map(HttpCall::part).collect(Collectors.joining(","));
    JsonTree reply = control.ask(HttpCall.get("/" + path + "/_mapping"), JsonTree::read);
    for (JsonTree index : reply.fields().values()) {
      Map<String, String> found = new LinkedHashMap<>();
      collect("", index.at("mappings", "properties"), found);
      types.add(Collections.unmodifiableMap(found));
    }
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
