package dev.sluice.client;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What people and programs keep in the {@code _meta} of an index's mapping: JSON values by name. A
 * mapping takes it as a whole or not at all, so that whoever changes a part carries the rest along.
 * Immutable.
 */
public final class IndexMeta {

  private static final IndexMeta NONE = new IndexMeta(Collections.emptyMap());

  private final Map<String, String> values;

  private IndexMeta(Map<String, String> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  /** An index that keeps nothing. */
  public static IndexMeta none() {
    return NONE;
  }

  /** Reads what stands at {@code INDEX.mappings._meta} of a reply, whichever the index. */
  static IndexMeta read(HttpAnswer answer) throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    return Json.read(
        answer.body(),
        json -> {
          Json.fields(json, (index, about) -> Json.field(about, "mappings", in(values)));
          return new IndexMeta(values);
        });
  }

  private static Json.Value in(Map<String, String> values) {
    return mappings ->
        Json.field(
            mappings,
            "_meta",
            meta -> Json.fields(meta, (name, value) -> values.put(name, Json.copy(value))));
  }

  /** The JSON value of a name. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** The same with another value. */
  public IndexMeta with(String name, String json) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put(name, json);
    return new IndexMeta(more);
  }

  /** The same without a value. */
  public IndexMeta without(String name) {
    Map<String, String> fewer = new LinkedHashMap<>(values);
    fewer.remove(name);
    return new IndexMeta(fewer);
  }

  /** One JSON object. */
  String toJson() {
    return values.entrySet().stream()
        .map(entry -> Json.quoted(entry.getKey()) + ":" + entry.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IndexMeta && ((IndexMeta) other).values.equals(values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return toJson();
  }
}
