package dev.sluice.client.index;

import dev.sluice.client.cluster.JsonFields;
import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.http.HttpResponse;
import dev.sluice.client.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code _meta} of an index mapping: JSON values by name. A mapping can only replace it as a
 * whole, so a change must keep the other values. Immutable.
 */
public final class IndexMeta {

  private static final IndexMeta NONE = new IndexMeta(JsonFields.NONE);

  private final JsonFields fields;

  private IndexMeta(JsonFields fields) {
    this.fields = fields;
  }

  /** An empty {@code _meta}. */
  public static IndexMeta none() {
    return NONE;
  }

  /** Reads {@code INDEX.mappings._meta} of a reply for any index. */
  static IndexMeta read(HttpResponse answer) throws IOException {
    JsonFields[] found = {JsonFields.NONE};
    Json.Value mappings =
        json -> Json.field(json, "_meta", meta -> found[0] = JsonFields.read(meta));
    return Json.read(
        answer.body(),
        json -> {
          Json.fields(json, (index, about) -> Json.field(about, "mappings", mappings));
          return new IndexMeta(found[0]);
        });
  }

  /** The JSON value of a name. */
  public Optional<String> get(String name) {
    return fields.get(name);
  }

  /** A copy with this value set. */
  public IndexMeta with(String name, String json) {
    return new IndexMeta(fields.with(name, json));
  }

  /** A copy without this value. */
  public IndexMeta without(String name) {
    return new IndexMeta(fields.without(name));
  }

  /**
   * The values in an object, by name; none if the name is absent.
   *
   * @throws IllegalArgumentException if the value is not an object
   */
  public IndexMeta object(String name) {
    return new IndexMeta(fields.object(name));
  }

  /** A copy with this object set, or without it if it is empty. */
  public IndexMeta with(String name, IndexMeta object) {
    return object.names().isEmpty() ? without(name) : with(name, object.toString());
  }

  /** The names of the values, in order. */
  public Set<String> names() {
    return fields.names();
  }

  private JsonTree tree() {
    return JsonTree.parse(toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Whether both have the same values; a server may return them in another order. */
  @Override
  public boolean equals(Object other) {
    return other instanceof IndexMeta && ((IndexMeta) other).tree().equals(tree());
  }

  @Override
  public int hashCode() {
    return tree().hashCode();
  }

  /** One JSON object. */
  @Override
  public String toString() {
    return fields.toString();
  }
}
