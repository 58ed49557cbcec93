package dev.sluice.mapreduce.input;

import dev.sluice.io.DocumentWritable;
import dev.sluice.io.MapValues;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;

/** What a mapper gets beside a document's id. */
public enum ReadValue {
  /** Its JSON as {@code Text}. */
  TEXT,
  /** Its JSON as {@code BytesWritable}. */
  BYTES,
  /** Its fields as {@code MapWritable}. */
  MAP,
  /** All of it as {@link DocumentWritable}. */
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
