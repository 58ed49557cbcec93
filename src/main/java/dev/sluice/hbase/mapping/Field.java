package dev.sluice.hbase.mapping;

import dev.sluice.hbase.types.Names;
import dev.sluice.json.JsonWriter;
import java.util.function.Consumer;

/**
 * A field of the document as a line of the mapping describes it. Its {@code toString} is that line
 * in canonical form. Immutable.
 */
interface Field {

  /**
   * Makes what writes the field, for one thread.
   *
   * @param name the field's own name
   * @param siblings the names of the other fields of the object
   */
  Member compile(byte[] name, Names siblings, Layout layout);

  /** Names the columns that are read. */
  default void columns(Consumer<Column> sink) {}

  /** How many versions of its column are read. */
  default int versions() {
    return 1;
  }

  /** Whether a row without the column is an error. */
  default boolean isRequired() {
    return false;
  }

  /** Gives the lines of the mapping that the field stands for. */
  default void lines(Consumer<String> sink) {
    sink.accept(toString());
  }

  /** Writes how Elasticsearch would map the field, as a member; nothing where the data shows it. */
  void suggest(String name, JsonWriter json);

  /** Writes a mapping given as JSON, if there is any. */
  static void suggest(String name, String mapping, JsonWriter json) {
    if (!mapping.isEmpty()) {
      byte[] ascii = mapping.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      json.name(name).raw(ascii, 0, ascii.length);
    }
  }
}
