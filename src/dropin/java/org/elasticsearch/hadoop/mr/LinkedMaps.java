package org.elasticsearch.hadoop.mr;

import dev.sluice.io.MapValues;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.Writable;

/** Creates objects as {@link LinkedMapWritable} and arrays as {@link WritableArrayWritable}. */
class LinkedMaps implements MapValues {

  LinkedMaps() {}

  @Override
  public MapWritable map() {
    return new LinkedMapWritable();
  }

  @Override
  public Writable list(Class<? extends Writable> type, Writable[] values) {
    return new WritableArrayWritable(type, values);
  }
}
