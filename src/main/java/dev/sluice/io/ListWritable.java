package dev.sluice.io;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.ArrayWritable;
import org.apache.hadoop.io.ObjectWritable;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.io.WritableUtils;

/**
 * A JSON array in a map. Unlike Hadoop's {@code ArrayWritable}, it allows values of different types
 * and can be deserialized inside a {@code MapWritable}.
 */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public final class ListWritable extends ArrayWritable {

  /** Called by Hadoop, which then calls {@link #readFields}. */
  public ListWritable() {
    super(Writable.class, new Writable[0]);
  }

  /** Creates an array of these values. */
  public ListWritable(Writable... values) {
    super(Writable.class, values);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    WritableUtils.writeVInt(out, get().length);
    for (Writable value : get()) {
      ObjectWritable.writeObject(out, value, Writable.class, null);
    }
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    Configuration none = new Configuration(false);
    Writable[] values = new Writable[WritableUtils.readVInt(in)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (Writable) ObjectWritable.readObject(in, none);
    }
    set(values);
  }
}
