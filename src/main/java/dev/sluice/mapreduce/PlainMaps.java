package dev.sluice.mapreduce;

import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.Writable;

/** Hadoop's own maps, and arrays that can be read back. */
final class PlainMaps implements MapValues {

  PlainMaps() {}

  @Override
  public MapWritable map() {
    return new MapWritable();
  }

  @Override
  public Writable list(Writable[] values) {
    return new ListWritable(values);
  }
}
