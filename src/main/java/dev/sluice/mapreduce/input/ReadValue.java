package dev.sluice.mapreduce.input;

import dev.sluice.io.DocumentWritable;
import dev.sluice.io.MapValues;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;

/** The type of the values that a mapper gets. */
public enum ReadValue {
  /** JSON as {@code Text}. */
  TEXT,
  /** JSON as {@code BytesWritable}. */
  BYTES,
  /** The fields as {@code MapWritable}. */
  MAP,
  /** Everything as {@link DocumentWritable}. */
  DOCUMENT;

  /** The class of the values in a job. */
  public Class<? extends Writable> type(Configuration conf) {
    switch (this) {
      case TEXT:
        return Text.class;
      case BYTES:
        return BytesWritable.class;
      case MAP:
        MapValues maps = PlainMaps.orGiven(conf);
        return maps.whole(maps.map()).getClass();
      case DOCUMENT:
        return DocumentWritable.class;
    }
    throw new AssertionError(this);
  }
}
