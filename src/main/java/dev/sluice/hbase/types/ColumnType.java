package dev.sluice.hbase.types;

import dev.sluice.json.JsonWriter;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;

/**
 * Turns the bytes of a value into JSON. A mapping names a type of the user's own as {@code as
 * class:com.example.MyType}; that class is public, has a public constructor without parameters, and
 * stands on the classpath of the tasks. Each task has its own instance and calls it from one
 * thread.
 */
@FunctionalInterface
@InterfaceAudience.Public
@InterfaceStability.Evolving
public interface ColumnType {

  /**
   * Writes exactly one JSON value.
   *
   * @param bytes an array that holds the value among other things; it must not be changed or kept
   * @param offset where the value begins
   * @param length its size in bytes, perhaps 0
   * @param json where the value goes; what was written is taken back if this throws
   * @throws IllegalArgumentException if the bytes are no value of this type. The message says what
   *     was found; row and column are put before it, and {@code on error} of the mapping decides
   */
  void write(byte[] bytes, int offset, int length, JsonWriter json);
}
