package dev.sluice.read;

import dev.sluice.json.JsonWriter;
import java.util.Objects;
import java.util.Optional;

/** The address of one document. Immutable. */
public final class DocumentPlace {

  private final String index;
  private final String id;
  private final String routing;

  private DocumentPlace(String index, String id, String routing) {
    this.index = Objects.requireNonNull(index, "index");
    this.id = Objects.requireNonNull(id, "id");
    this.routing = routing;
  }

  /**
   * A document by its address.
   *
   * @param index an index, or an alias of one
   * @param routing null if the document is routed by its id
   */
  public static DocumentPlace of(String index, String id, String routing) {
    return new DocumentPlace(index, id, routing);
  }

  /** The index. */
  public String index() {
    return index;
  }

  /** The document id. */
  public String id() {
    return id;
  }

  /** The routing value; empty if the document is routed by its id. */
  public Optional<String> routing() {
    return Optional.ofNullable(routing);
  }

  void write(JsonWriter json) {
    json.startObject().name("_index").value(index).name("_id").value(id);
    if (routing != null) {
      json.name("routing").value(routing);
    }
    json.endObject();
  }

  @Override
  public String toString() {
    return index + "/" + id + (routing == null ? "" : " with routing " + routing);
  }
}
