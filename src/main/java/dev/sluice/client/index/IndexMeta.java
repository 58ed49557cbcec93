package dev.sluice.client.index;

import dev.sluice.client.cluster.JsonFields;
import dev.sluice.client.http.HttpResponse;
import dev.sluice.client.http.Json;
import java.io.IOException;
import java.util.Optional;

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

  @Override
  public boolean equals(Object other) {
    return other instanceof IndexMeta && ((IndexMeta) other).fields.equals(fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  /** One JSON object. */
  @Override
  public String toString() {
    return fields.toString();
  }
}
