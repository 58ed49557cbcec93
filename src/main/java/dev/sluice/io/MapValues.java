package dev.sluice.io;

import dev.sluice.mapreduce.input.InputSettings;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.Writable;

/**
 * Creates the writables for the objects and arrays of a document, instead of {@code MapWritable}
 * and {@link ListWritable}. {@link InputSettings#MAPS} names the implementation, which needs a
 * public no-argument constructor. Called from one thread.
 */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public interface MapValues {

  /** Creates an empty map, always of the same class. */
  MapWritable map();

  /** The value for a whole document. Default: the map of its fields. */
  default MapWritable whole(MapWritable fields) {
    return fields;
  }

  /**
   * Creates an array.
   *
   * @param type the type of the values, as far as it is known
   * @param values the values; an element is null if it is null in the document
   */
  Writable list(Class<? extends Writable> type, Writable[] values);
}
