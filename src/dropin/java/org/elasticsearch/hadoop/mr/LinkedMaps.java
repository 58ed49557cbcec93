package org.elasticsearch.hadoop.mr;

import dev.sluice.mapreduce.MapValues;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.Writable;

/** Objects as {@link LinkedMapWritable}, arrays as {@link WritableArrayWritable}. */
final class LinkedMaps implements MapValues {

  LinkedMaps() {}

  @Override
  public MapWritable map() {
    return new LinkedMapWritable();
  }

  @Override
  public Writable list(Writable[] values) {
    return LinkedMaps.array(values);
  }

  /** The class of the array is that of its first value. */
  static Writable array(Writable[] values) {
    return new WritableArrayWritable(
        values.length == 0 ? Writable.class : values[0].getClass(), values);
  }
}
