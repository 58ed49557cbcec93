package dev.sluice.mapreduce.encode;

import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonWriter;
import dev.sluice.json.Utf8;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.apache.hadoop.io.ArrayWritable;
import org.apache.hadoop.io.BooleanWritable;
import org.apache.hadoop.io.ByteWritable;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.DataOutputBuffer;
import org.apache.hadoop.io.DoubleWritable;
import org.apache.hadoop.io.FloatWritable;
import org.apache.hadoop.io.GenericWritable;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.MD5Hash;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.ObjectWritable;
import org.apache.hadoop.io.ShortWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.VIntWritable;
import org.apache.hadoop.io.VLongWritable;
import org.apache.hadoop.io.Writable;

/**
 * Writes a map of Hadoop values as a JSON object. {@code Text} is a string, every number a number,
 * {@code BytesWritable} a base64 string, {@code MD5Hash} a hex string, {@code NullWritable} null,
 * {@code ArrayWritable} an array, and a map an object. {@code ObjectWritable} and {@code
 * GenericWritable} are written as their content. Not thread-safe.
 */
public final class WritableJson {

  /** The map classes of the drop-in jar, which keep the order of their keys; named, not used. */
  private static final List<String> ORDERED =
      Collections.unmodifiableList(
          Arrays.asList(
              "org.elasticsearch.hadoop.mr.LinkedMapWritable",
              "org.opensearch.hadoop.mr.LinkedMapWritable"));

  /** By UTF-8 name; keys of several types with the same name are unusual in any order. */
  private static final Comparator<Map.Entry<?, ?>> BY_NAME =
      Comparator.<Map.Entry<?, ?>, Text>comparing(field -> name(field.getKey()))
          .thenComparing(field -> String.valueOf(field.getKey().getClass()));

  /**
   * Deeper than any realistic map, and below the limit of a document: a map that contains itself
   * fails with a message instead of a stack overflow.
   */
  private static final int DEEPEST = 100;

  /** Limits the output for a map that contains itself twice. */
  private static final int MOST_LEFT = 16 * 1024 * 1024;

  private final boolean sorted;
  private final ByteArray bytes = new ByteArray(1024);
  private final JsonWriter json = new JsonWriter(bytes);

  /** Whether values that cannot be converted are written in a fallback form. */
  private boolean lenient;

  /** The names above the current value, for messages. */
  private final List<Object> path = new ArrayList<>();

  /**
   * Creates a writer.
   *
   * @param sorted whether maps without a defined order are written sorted by name; their own order
   *     depends on earlier content if a map is reused
   */
  public WritableJson(boolean sorted) {
    this.sorted = sorted;
  }

  private static Text name(Object key) {
    return key instanceof Text ? (Text) key : new Text(String.valueOf(key));
  }

  /**
   * The object, valid until the next call.
   *
   * @throws RecordRefusedException if a value cannot be converted to JSON; the message has its
   *     field and class
   */
  public ByteArray object(Map<?, ?> map) throws RecordRefusedException {
    bytes.truncate(0);
    json.restart();
    path.clear();
    writeMap(map);
    return bytes;
  }

  /**
   * The fallback form of a map that cannot be converted: an object in an array, which is never a
   * document, with class, text and bytes of each value that cannot be converted. Valid until the
   * next call.
   */
  ByteArray whatIsLeft(Map<?, ?> map) {
    bytes.truncate(0);
    json.restart().startArray();
    path.clear();
    lenient = true;
    try {
      writeMap(map);
    } catch (RecordRefusedException e) {
      throw new AssertionError("this value is always accepted", e);
    } finally {
      lenient = false;
    }
    json.endArray();
    return bytes;
  }

  private void writeMap(Map<?, ?> map) throws RecordRefusedException {
    json.startObject();
    if (sorted && !keepsOrder(map)) {
      List<Map.Entry<?, ?>> fields = new ArrayList<>(map.entrySet());
      fields.sort(BY_NAME);
      for (Map.Entry<?, ?> field : fields) {
        writeField(field);
      }
    } else {
      for (Map.Entry<?, ?> field : map.entrySet()) {
        writeField(field);
      }
    }
    json.endObject();
  }

  private static boolean keepsOrder(Map<?, ?> map) {
    return map instanceof SortedMap
        || map instanceof LinkedHashMap
        || ORDERED.contains(map.getClass().getName());
  }

  private void writeField(Map.Entry<?, ?> field) throws RecordRefusedException {
    path.add(field.getKey());
    writeName(field.getKey());
    write(field.getValue());
    path.remove(path.size() - 1);
  }

  private void writeName(Object name) throws RecordRefusedException {
    if (lenient) {
      json.name(String.valueOf(name));
    } else if (name instanceof Text) {
      json.name(checked((Text) name), 0, ((Text) name).getLength());
    } else if (name instanceof BytesWritable || name instanceof NullWritable) {
      throw refusal("a name of type " + name.getClass().getName());
    } else {
      json.name(String.valueOf(name));
    }
  }

  private void write(Object value) throws RecordRefusedException {
    if (!lenient) {
      writeExactly(value);
      return;
    }
    if (bytes.length() > MOST_LEFT) {
      json.nullValue();
      return;
    }
    int mark = json.mark();
    int depth = path.size();
    try {
      writeExactly(value);
    } catch (RecordRefusedException e) {
      json.reset(mark);
      path.subList(depth, path.size()).clear();
      writeRest(value);
    }
  }

  private void writeRest(Object value) {
    json.startObject().name("class").value(value.getClass().getName());
    // Containers may contain themselves.
    if (value instanceof Writable && !(value instanceof Map || value instanceof ArrayWritable)) {
      DataOutputBuffer raw = new DataOutputBuffer();
      try {
        ((Writable) value).write(raw);
        String text = String.valueOf(value);
        json.name("base64").base64(raw.getData(), 0, raw.getLength());
        json.name("text").value(text);
      } catch (IOException | RuntimeException e) {
        // Then only the class is known.
        raw.reset();
      }
    }
    json.endObject();
  }

  private void writeExactly(Object value) throws RecordRefusedException {
    if (path.size() > DEEPEST) {
      throw refusal("values nested deeper than " + DEEPEST + " levels");
    }
    if (value instanceof Text) {
      json.utf8(checked((Text) value), 0, ((Text) value).getLength());
    } else if (value == null || value instanceof NullWritable) {
      json.nullValue();
    } else if (value instanceof Map) {
      writeMap((Map<?, ?>) value);
    } else if (value instanceof ArrayWritable) {
      writeArray((ArrayWritable) value);
    } else if (value instanceof BytesWritable) {
      BytesWritable binary = (BytesWritable) value;
      json.base64(binary.getBytes(), 0, binary.getLength());
    } else if (!writeWholeNumber(value) && !writeScalar(value)) {
      writeHeld(value);
    }
  }

  private void writeArray(ArrayWritable array) throws RecordRefusedException {
    json.startArray();
    for (Object element : array.get()) {
      write(element);
    }
    json.endArray();
  }

  private boolean writeWholeNumber(Object value) {
    if (value instanceof IntWritable) {
      json.value((long) ((IntWritable) value).get());
    } else if (value instanceof LongWritable) {
      json.value(((LongWritable) value).get());
    } else if (value instanceof VIntWritable) {
      json.value((long) ((VIntWritable) value).get());
    } else if (value instanceof VLongWritable) {
      json.value(((VLongWritable) value).get());
    } else if (value instanceof ShortWritable) {
      json.value((long) ((ShortWritable) value).get());
    } else if (value instanceof ByteWritable) {
      json.value((long) ((ByteWritable) value).get());
    } else {
      return false;
    }
    return true;
  }

  private boolean writeScalar(Object value) throws RecordRefusedException {
    try {
      if (value instanceof BooleanWritable) {
        json.value(((BooleanWritable) value).get());
      } else if (value instanceof DoubleWritable) {
        json.value(((DoubleWritable) value).get());
      } else if (value instanceof FloatWritable) {
        json.value(((FloatWritable) value).get());
      } else if (value instanceof MD5Hash || isOldText(value)) {
        json.value(value.toString());
      } else {
        return false;
      }
      return true;
    } catch (IllegalArgumentException e) {
      throw refusal("a number that JSON cannot represent: " + value);
    }
  }

  /** Whether this is the form in which {@code ArrayWritable} stores strings. */
  @SuppressWarnings("deprecation")
  private static boolean isOldText(Object value) {
    return value instanceof org.apache.hadoop.io.UTF8;
  }

  private void writeHeld(Object value) throws RecordRefusedException {
    if (value instanceof GenericWritable) {
      write(((GenericWritable) value).get());
    } else if (value instanceof ObjectWritable) {
      writeObject(((ObjectWritable) value).get());
    } else {
      throw refusal(
          "a value of type "
              + value.getClass().getName()
              + ", which cannot be written as JSON: use Text, a number, BooleanWritable,"
              + " BytesWritable,"
              + " ArrayWritable or MapWritable");
    }
  }

  /** Writes the content of an ObjectWritable, which can also be a Java type. */
  private void writeObject(Object held) throws RecordRefusedException {
    if (held instanceof String) {
      json.value((String) held);
    } else if (held instanceof Boolean) {
      json.value((Boolean) held);
    } else if (held instanceof Long || held instanceof Integer || held instanceof Short) {
      json.value(((Number) held).longValue());
    } else if (held instanceof Byte) {
      json.value((long) (Byte) held);
    } else if (held instanceof Float) {
      writeScalar(new FloatWritable((Float) held));
    } else if (held instanceof Double) {
      writeScalar(new DoubleWritable((Double) held));
    } else {
      write(held);
    }
  }

  private byte[] checked(Text text) throws RecordRefusedException {
    int at = Utf8.firstMalformed(text.getBytes(), 0, text.getLength());
    if (at >= 0) {
      throw refusal("invalid UTF-8 at byte " + at);
    }
    return text.getBytes();
  }

  private RecordRefusedException refusal(String what) {
    String field = path.stream().map(String::valueOf).collect(Collectors.joining("."));
    return RecordRefusedException.ofValue("the field \"" + field + "\" contains " + what);
  }
}
