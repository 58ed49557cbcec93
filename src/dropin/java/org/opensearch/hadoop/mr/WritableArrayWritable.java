package org.opensearch.hadoop.mr;

import org.apache.hadoop.io.Writable;

/** An {@code ArrayWritable} that also writes the class of its values. */
public class WritableArrayWritable extends org.elasticsearch.hadoop.mr.WritableArrayWritable {

  /** Called by Hadoop, which then calls {@link #readFields}. */
  WritableArrayWritable() {
    super(Writable.class);
  }

  /** Creates an array of values of a class. */
  public WritableArrayWritable(Class<? extends Writable> valueClass, Writable[] values) {
    super(valueClass, values);
  }

  /** Creates an array for values of a class, without values. */
  public WritableArrayWritable(Class<? extends Writable> valueClass) {
    super(valueClass);
  }

  /** Creates an array of texts. */
  public WritableArrayWritable(String[] strings) {
    super(strings);
  }
}
