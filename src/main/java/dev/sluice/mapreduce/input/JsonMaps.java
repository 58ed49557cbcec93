package dev.sluice.mapreduce.input;

import dev.sluice.io.MapValues;
import dev.sluice.json.JsonScan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.io.BooleanWritable;
import org.apache.hadoop.io.DoubleWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;

/**
 * Converts JSON to Hadoop values: a string to {@code Text}, a whole number to {@code LongWritable},
 * another number to {@code DoubleWritable}, a boolean to {@code BooleanWritable}, null to {@code
 * NullWritable}. {@link MapValues} creates arrays and objects, with names as {@code Text}. A whole
 * number beyond 64 bits becomes {@code Text}.
 */
final class JsonMaps {

  private static final int MOST_DIGITS = 18;

  private final JsonScan scan;
  private final MapValues made;

  private JsonMaps(JsonScan scan, MapValues made) {
    this.scan = scan;
    this.made = made;
  }

  /**
   * The map of an object.
   *
   * @throws IOException if the JSON is not an object
   */
  static MapWritable of(byte[] json, int start, int count, MapValues made) throws IOException {
    return new JsonMaps(new JsonScan(json, start, count), made).object();
  }

  private MapWritable object() throws IOException {
    MapWritable map = made.map();
    scan.enter('{');
    while (scan.more('}')) {
      scan.name();
      Text name = new Text(scan.text());
      map.put(name, value());
    }
    return map;
  }

  private Writable array() throws IOException {
    List<Writable> values = new ArrayList<>();
    scan.enter('[');
    while (scan.more(']')) {
      values.add(value());
    }
    return made.list(
        values.isEmpty() ? Writable.class : values.get(0).getClass(),
        values.toArray(new Writable[0]));
  }

  private Writable value() throws IOException {
    switch (scan.peek()) {
      case '{':
        return object();
      case '[':
        return array();
      case '"':
        scan.string();
        return new Text(scan.text());
      case 't':
      case 'f':
        scan.value();
        return new BooleanWritable(scan.is("true"));
      case 'n':
        scan.value();
        return NullWritable.get();
      default:
        scan.value();
        return number(scan.text());
    }
  }

  private static Writable number(String text) throws IOException {
    try {
      if (text.chars().anyMatch(letter -> letter == '.' || letter == 'e' || letter == 'E')) {
        return new DoubleWritable(Double.parseDouble(text));
      }
      return text.length() <= MOST_DIGITS ? new LongWritable(Long.parseLong(text)) : large(text);
    } catch (NumberFormatException e) {
      throw new IOException("a document contains an invalid JSON value", e);
    }
  }

  private static Writable large(String text) {
    java.math.BigInteger number = new java.math.BigInteger(text);
    return number.bitLength() < Long.SIZE ? new LongWritable(number.longValue()) : new Text(text);
  }
}
