package dev.sluice.io;

import dev.sluice.mapreduce.input.InputSettings;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.Writable;

/**
 * Makes the writables that the objects and arrays of documents become, where a job wants others
 * than {@code MapWritable} and {@link ListWritable}. A class of the job's, with a constructor
 * without arguments, that {@link InputSettings#MAPS} names. Used by one thread.
 */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public interface MapValues {

  /** An empty map, of the same class each time. */
  MapWritable map();

  /** What a whole document is handed over as; the map of its fields unless said otherwise. */
  default MapWritable whole(MapWritable fields) {
    return fields;
  }

  /**
   * An array.
   *
   * @param type of its values, as far as one can say
   * @param values of which those that are null in a document may be null
   */
  Writable list(Class<? extends Writable> type, Writable[] values);
}
