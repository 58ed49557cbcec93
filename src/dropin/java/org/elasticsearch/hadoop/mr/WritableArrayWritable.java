package org.elasticsearch.hadoop.mr;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.ArrayWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * An {@code ArrayWritable} that also writes the class of its values, so that it can be deserialized
 * inside a map. Values of different classes are written with their own class each, null as a {@code
 * NullWritable}.
 */
public class WritableArrayWritable extends ArrayWritable {

  private Class<? extends Writable> type;

  /** Called by Hadoop, which then calls {@link #readFields}. */
  WritableArrayWritable() {
    this(Writable.class);
  }

  /** Creates an array of values of a class. */
  public WritableArrayWritable(Class<? extends Writable> valueClass, Writable[] values) {
    super(valueClass, values);
    type = valueClass;
  }

  /** Creates an array for values of a class, without values. */
  public WritableArrayWritable(Class<? extends Writable> valueClass) {
    super(valueClass);
    type = valueClass;
  }

  /** Creates an array of texts. */
  public WritableArrayWritable(String[] strings) {
    this(Text.class, Arrays.stream(strings).map(Text::new).toArray(Writable[]::new));
  }

  /** Changes the class of the values. */
  public void setValueClass(Class<Writable> valueClass) {
    type = Objects.requireNonNull(valueClass, "valueClass");
  }

  @Override
  public Class<? extends Writable> getValueClass() {
    return type;
  }

  @Override
  public Object toArray() {
    Object array = Array.newInstance(type, get().length);
    for (int i = 0; i < get().length; i++) {
      Array.set(array, i, get()[i]);
    }
    return array;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Writable[] values = get() == null ? new Writable[0] : get();
    boolean alike =
        Arrays.stream(values).allMatch(value -> value != null && value.getClass() == type);
    out.writeUTF((alike ? type : Writable.class).getName());
    out.writeInt(values.length);
    for (Writable each : values) {
      Writable value = each == null ? NullWritable.get() : each;
      if (!alike) {
        out.writeUTF(value.getClass().getName());
      }
      value.write(out);
    }
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    type = named(in.readUTF());
    Writable[] values = new Writable[in.readInt()];
    Configuration none = new Configuration(false);
    for (int i = 0; i < values.length; i++) {
      Class<? extends Writable> each = type == Writable.class ? named(in.readUTF()) : type;
      values[i] = ReflectionUtils.newInstance(each, none);
      values[i].readFields(in);
    }
    set(values);
  }

  private static Class<? extends Writable> named(String name) throws IOException {
    try {
      ClassLoader ofJob = Thread.currentThread().getContextClassLoader();
      return Class.forName(name, true, ofJob).asSubclass(Writable.class);
    } catch (ClassNotFoundException e) {
      throw new IOException(
          "an array has values of class " + name + ", which is not on the class path", e);
    }
  }

  @Override
  public String toString() {
    return "ArrayWritable [valueClass=" + type + ", values=" + Arrays.toString(get()) + "]";
  }
}
