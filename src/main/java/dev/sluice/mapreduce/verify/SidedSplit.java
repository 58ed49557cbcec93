package dev.sluice.mapreduce.verify;

import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hadoop.conf.Configurable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.io.serializer.Deserializer;
import org.apache.hadoop.io.serializer.SerializationFactory;
import org.apache.hadoop.io.serializer.Serializer;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.util.ReflectionUtils;

/** A split of either side: of the source, or a shard of the index. */
final class SidedSplit extends InputSplit implements Writable, Configurable {

  private Configuration conf;
  private boolean ofIndex;
  private InputSplit inner;

  /** Called by Hadoop, which then calls {@link #readFields}. */
  SidedSplit() {}

  SidedSplit(boolean ofIndex, InputSplit inner, Configuration conf) {
    this.ofIndex = ofIndex;
    this.inner = inner;
    this.conf = conf;
  }

  boolean isOfIndex() {
    return ofIndex;
  }

  InputSplit inner() {
    return inner;
  }

  @Override
  public long getLength() throws IOException, InterruptedException {
    return inner.getLength();
  }

  @Override
  public String[] getLocations() throws IOException, InterruptedException {
    return inner.getLocations();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeBoolean(ofIndex);
    Text.writeString(out, inner.getClass().getName());
    if (inner instanceof Writable) {
      ((Writable) inner).write(out);
    } else {
      serialize(inner, (DataOutputStream) out);
    }
  }

  @SuppressWarnings("unchecked")
  private <T> void serialize(T split, OutputStream out) throws IOException {
    Serializer<T> serializer =
        new SerializationFactory(conf).getSerializer((Class<T>) split.getClass());
    serializer.open(out);
    serializer.serialize(split);
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    ofIndex = in.readBoolean();
    Class<?> type = load(Text.readString(in));
    if (Writable.class.isAssignableFrom(type)) {
      inner = (InputSplit) ReflectionUtils.newInstance(type, conf);
      ((Writable) inner).readFields(in);
    } else {
      inner = (InputSplit) deserialize(type, (DataInputStream) in);
    }
  }

  private Class<?> load(String name) throws IOException {
    try {
      return conf.getClassByName(name);
    } catch (ClassNotFoundException e) {
      throw new IOException(
          "the class of a split is not on the class path of the task: " + name, e);
    }
  }

  private <T> T deserialize(Class<T> type, InputStream in) throws IOException {
    Deserializer<T> deserializer = new SerializationFactory(conf).getDeserializer(type);
    deserializer.open(in);
    return deserializer.deserialize(null);
  }

  @Override
  public void setConf(Configuration given) {
    conf = given;
  }

  @Override
  public Configuration getConf() {
    return conf;
  }

  /** The split as it names itself, for the status of a task. */
  @Override
  public String toString() {
    return (ofIndex ? "index: " : "source: ") + inner;
  }
}
