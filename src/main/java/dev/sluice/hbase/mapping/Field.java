package dev.sluice.hbase.mapping;

import dev.sluice.hbase.types.Names;
import dev.sluice.json.JsonWriter;
import java.util.function.Consumer;

/**
 * A field of the document, defined by a line of the mapping. Its {@code toString} is that line in
 * canonical form. Immutable.
 */
interface Field {

  /**
   * Creates the writer of the field, for one thread.
   *
   * @param name the name of the field
   * @param siblings the names of the other fields of the object
   */
  Member compile(byte[] name, Names siblings, Layout layout);

  /** Adds the columns that are read. */
  default void columns(Consumer<Column> sink) {}

  /** The number of versions to read. */
  default int versions() {
    return 1;
  }

  /** Whether a row without the column is an error. */
  default boolean isRequired() {
    return false;
  }

  /** Adds the mapping lines of the field. */
  default void lines(Consumer<String> sink) {
    sink.accept(toString());
  }

  /**
   * Writes the suggested index mapping of the field as a member; nothing if dynamic mapping is
   * sufficient.
   */
  void suggest(String name, JsonWriter json);

  /** Writes an index mapping given as JSON, if there is one. */
  static void suggest(String name, String mapping, JsonWriter json) {
    if (!mapping.isEmpty()) {
      byte[] ascii = mapping.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      json.name(name).raw(ascii, 0, ascii.length);
    }
  }
}
