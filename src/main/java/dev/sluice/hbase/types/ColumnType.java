package dev.sluice.hbase.types;

import dev.sluice.json.JsonWriter;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;

/**
 * Converts the bytes of a value to JSON. A mapping names a custom type as {@code as
 * class:com.example.MyType}. The class must be public, have a public no-argument constructor, and
 * be on the class path of the tasks. Each task creates its own instance and calls it from one
 * thread.
 */
@FunctionalInterface
@InterfaceAudience.Public
@InterfaceStability.Evolving
public interface ColumnType {

  /**
   * Writes exactly one JSON value.
   *
   * @param bytes an array that contains the value; do not change or keep it
   * @param offset the start of the value
   * @param length the size in bytes; can be 0
   * @param json the output; if this method throws, everything it wrote is discarded
   * @throws IllegalArgumentException if the bytes are not a value of this type. The message says
   *     what was found; Sluice adds row and column, and {@code on error} of the mapping decides
   *     what happens.
   */
  void write(byte[] bytes, int offset, int length, JsonWriter json);
}
