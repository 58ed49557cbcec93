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

/** A split of either side: of the source of a load, or of what a job reads beside it. */
public final class SidedSplit extends InputSplit implements Writable, Configurable {

  private Configuration conf;
  private boolean ofSource;
  private InputSplit inner;

  /** Called by Hadoop, which then calls {@link #readFields}. */
  SidedSplit() {}

  private SidedSplit(boolean ofSource, InputSplit inner, Configuration conf) {
    this.ofSource = ofSource;
    this.inner = inner;
    this.conf = conf;
  }

  /** A split of the source. */
  public static SidedSplit ofSource(InputSplit inner, Configuration conf) {
    return new SidedSplit(true, inner, conf);
  }

  /** A split of the other side. */
  public static SidedSplit beside(InputSplit inner, Configuration conf) {
    return new SidedSplit(false, inner, conf);
  }

  /** Whether it is a split of the source. */
  public boolean isOfSource() {
    return ofSource;
  }

  /** The split itself. */
  public InputSplit inner() {
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
    out.writeBoolean(ofSource);
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
    ofSource = in.readBoolean();
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
    return (ofSource ? "source: " : "") + inner;
  }
}
