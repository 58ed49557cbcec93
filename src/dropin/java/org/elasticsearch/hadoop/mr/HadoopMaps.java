package org.elasticsearch.hadoop.mr;

import dev.sluice.mapreduce.MapValues;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.Writable;

/** Objects as Hadoop's own maps, arrays as {@link WritableArrayWritable}. */
final class HadoopMaps implements MapValues {

  HadoopMaps() {}

  @Override
  public MapWritable map() {
    return new MapWritable();
  }

  @Override
  public Writable list(Class<? extends Writable> type, Writable[] values) {
    return new WritableArrayWritable(type, values);
  }
}
