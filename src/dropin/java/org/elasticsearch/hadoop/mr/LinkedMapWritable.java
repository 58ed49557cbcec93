package org.elasticsearch.hadoop.mr;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.ArrayWritable;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.util.ReflectionUtils;

/** A {@code MapWritable} that keeps the insertion order of its keys. */
@SuppressWarnings("this-escape") // Hadoop's addToMap can be overridden, but needs no state of ours
public class LinkedMapWritable extends MapWritable {

  private final Map<Writable, Writable> entries = new LinkedHashMap<>();

  /** Creates an empty map. */
  public LinkedMapWritable() {
    addToMap(getClass());
  }

  /** Copies a map in its order. */
  public LinkedMapWritable(MapWritable other) {
    this();
    putAll(other);
  }

  @Override
  public void clear() {
    entries.clear();
  }

  @Override
  public boolean containsKey(Object key) {
    return entries.containsKey(key);
  }

  @Override
  public boolean containsValue(Object value) {
    return entries.containsValue(value);
  }

  @Override
  public Set<Map.Entry<Writable, Writable>> entrySet() {
    return entries.entrySet();
  }

  @Override
  public Writable get(Object key) {
    return entries.get(key);
  }

  @Override
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  @Override
  public Set<Writable> keySet() {
    return entries.keySet();
  }

  @Override
  public Writable put(Writable key, Writable value) {
    addToMap(key.getClass());
    addToMap(value.getClass());
    return entries.put(key, value);
  }

  @Override
  public final void putAll(Map<? extends Writable, ? extends Writable> others) {
    others.forEach(this::put);
  }

  @Override
  public Writable remove(Object key) {
    return entries.remove(key);
  }

  @Override
  public int size() {
    return entries.size();
  }

  @Override
  public Collection<Writable> values() {
    return entries.values();
  }

  /**
   * Writes the classes without entries as {@code MapWritable} does, then the entries in the same
   * format.
   */
  @Override
  public void write(DataOutput out) throws IOException {
    super.write(out);
    out.writeInt(entries.size());
    for (Map.Entry<Writable, Writable> entry : entries.entrySet()) {
      writeOne(entry.getKey(), out);
      writeOne(entry.getValue(), out);
    }
  }

  private void writeOne(Writable value, DataOutput out) throws IOException {
    out.writeByte(getId(value.getClass()));
    value.write(out);
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    clear();
    super.readFields(in);
    for (int left = in.readInt(); left > 0; left--) {
      Writable key = readOne(in);
      entries.put(key, readOne(in));
    }
  }

  private Writable readOne(DataInput in) throws IOException {
    Configuration conf = getConf();
    Writable value = (Writable) ReflectionUtils.newInstance(getClass(in.readByte()), conf);
    value.readFields(in);
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof MapWritable && entries.equals(other));
  }

  @Override
  public int hashCode() {
    return 1 + entries.hashCode(); // consistent with MapWritable, which can be equal
  }

  @Override
  public String toString() {
    return text(this);
  }

  /** Formats arrays by their values, at any depth. */
  private static String text(Writable value) {
    if (value instanceof LinkedMapWritable) {
      return ((LinkedMapWritable) value)
          .entries.entrySet().stream()
              .map(entry -> text(entry.getKey()) + "=" + text(entry.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof ArrayWritable) {
      return Arrays.stream(((ArrayWritable) value).get())
          .map(LinkedMapWritable::text)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return String.valueOf(value);
  }
}
