package dev.sluice.mapreduce.input;

import dev.sluice.io.ListWritable;
import dev.sluice.io.MapValues;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.util.ReflectionUtils;

/** Creates Hadoop's own maps, and arrays that can be deserialized. */
final class PlainMaps implements MapValues {

  PlainMaps() {}

  /** The factory of a job: an instance of the class in {@code sluice.read.maps}, or this one. */
  static MapValues orGiven(Configuration conf) {
    return ReflectionUtils.newInstance(
        conf.getClass(InputSettings.MAPS.key(), PlainMaps.class, MapValues.class), conf);
  }

  @Override
  public MapWritable map() {
    return new MapWritable();
  }

  @Override
  public Writable list(Class<? extends Writable> type, Writable[] values) {
    return new ListWritable(
        Arrays.stream(values)
            .map(value -> value == null ? NullWritable.get() : value)
            .toArray(Writable[]::new));
  }
}
