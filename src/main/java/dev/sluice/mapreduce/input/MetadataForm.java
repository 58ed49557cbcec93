package dev.sluice.mapreduce.input;

import dev.sluice.json.ByteArray;
import dev.sluice.json.ByteSlice;
import dev.sluice.json.JsonWriter;
import dev.sluice.read.Hit;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.io.FloatWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;

/** Adds the metadata of a document to its map or JSON, in a field of its own. Immutable. */
final class MetadataForm {

  /** The supported metadata fields. */
  static final List<String> KNOWN =
      Collections.unmodifiableList(
          Arrays.asList(
              "_index", "_id", "_routing", "_version", "_score", "_seq_no", "_primary_term"));

  private final String name;
  private final List<String> fields;
  private final boolean text;

  /**
   * Creates a form.
   *
   * @param name the name of the metadata field
   * @param fields the metadata to include, by their Elasticsearch names, in this order
   * @param text whether all metadata in a map are text
   */
  MetadataForm(String name, List<String> fields, boolean text) {
    this.name = name;
    this.fields = fields;
    this.text = text;
  }

  /** Adds the metadata to the map of a document. */
  void put(Hit hit, MapWritable document, MapWritable empty) {
    for (String field : fields) {
      Writable value = value(hit, field);
      if (value != null) {
        empty.put(new Text(field), text ? new Text(value.toString()) : value);
      }
    }
    document.put(new Text(name), empty);
  }

  /** The value; null if the document has none. */
  private static Writable value(Hit hit, String field) {
    switch (field) {
      case "_index":
        return new Text(hit.index());
      case "_id":
        return new Text(hit.id().toString());
      case "_routing":
        return hit.hasRouting() ? new Text(hit.routing().toString()) : null;
      case "_score":
        return hit.score().length() == 0
            ? null
            : new FloatWritable(Float.parseFloat(hit.score().toString()));
      case "_version":
        return number(hit.version());
      case "_seq_no":
        return number(hit.seqNo());
      case "_primary_term":
        return number(hit.primaryTerm());
      default:
        throw new AssertionError(field);
    }
  }

  private static LongWritable number(long number) {
    return number == Hit.NONE ? null : new LongWritable(number);
  }

  /** The JSON of a document with the metadata as its last member. */
  ByteArray appended(Hit hit, ByteSlice source) {
    int close = source.offset() + source.length() - 1;
    while (source.array()[close] != '}') {
      close--;
    }
    ByteArray bytes = new ByteArray(source.length() + 256);
    bytes.write(source.array(), source.offset(), close - source.offset());
    if (!isEmpty(source, close)) {
      bytes.write(',');
    }
    bytes.write((quoted(name) + ":").getBytes(StandardCharsets.UTF_8));
    JsonWriter json = new JsonWriter(bytes).startObject();
    for (String field : fields) {
      Writable value = value(hit, field);
      if (value instanceof Text) {
        json.name(field).value(value.toString());
      } else if (value != null) {
        json.name(field).number(value.toString());
      }
    }
    json.endObject();
    bytes.write('}');
    return bytes;
  }

  private static boolean isEmpty(ByteSlice source, int close) {
    int last = close - 1;
    while (source.array()[last] <= ' ' && source.array()[last] >= 0) {
      last--;
    }
    return source.array()[last] == '{' && last == first(source);
  }

  private static int first(ByteSlice source) {
    int at = source.offset();
    while (source.array()[at] != '{') {
      at++;
    }
    return at;
  }

  private static String quoted(String text) {
    ByteArray bytes = new ByteArray(64);
    new JsonWriter(bytes).value(text);
    return new String(bytes.array(), 0, bytes.length(), StandardCharsets.UTF_8);
  }
}
