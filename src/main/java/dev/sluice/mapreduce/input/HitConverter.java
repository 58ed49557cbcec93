package dev.sluice.mapreduce.input;

import dev.sluice.io.DocumentWritable;
import dev.sluice.io.MapValues;
import dev.sluice.json.ByteArray;
import dev.sluice.json.ByteSlice;
import dev.sluice.read.Hit;
import java.io.IOException;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;

/** Converts a document to the value of a mapper; reuses the object or creates a new one. */
interface HitConverter {

  /**
   * The value.
   *
   * @throws IOException if the document has no source, and the value requires one
   */
  Writable of(Hit hit) throws IOException;

  /**
   * The converter of a job.
   *
   * @param kinds the kinds of the fields, if maps are typed by the mapping
   */
  static HitConverter of(InputOptions options, FieldKinds kinds, MapValues maps) {
    switch (options.value) {
      case TEXT:
        Text text = new Text();
        return hit -> {
          Json json = json(hit, options);
          text.set(json.array, json.offset, json.length);
          return text;
        };
      case BYTES:
        BytesWritable bytes = new BytesWritable();
        return hit -> {
          Json json = json(hit, options);
          bytes.set(json.array, json.offset, json.length);
          return bytes;
        };
      case MAP:
        return maps(options, kinds, maps);
      case DOCUMENT:
        return HitConverter::document;
    }
    throw new AssertionError(options.value);
  }

  /** A slice of an array. */
  final class Json {
    final byte[] array;
    final int offset;
    final int length;

    Json(byte[] array, int offset, int length) {
      this.array = array;
      this.offset = offset;
      this.length = length;
    }
  }

  /** The JSON of a document, with its metadata if configured. */
  static Json json(Hit hit, InputOptions options) throws IOException {
    ByteSlice source = source(hit);
    if (!options.metadata) {
      return new Json(source.array(), source.offset(), source.length());
    }
    ByteArray bytes = options.form.appended(hit, source);
    return new Json(bytes.array(), 0, bytes.length());
  }

  /** The source, which is required for JSON. */
  static ByteSlice source(Hit hit) throws IOException {
    if (!hit.hasSource()) {
      throw new IOException(
          "The document "
              + hit.index()
              + "/"
              + hit.id()
              + " has no _source because its index does not store it: set "
              + InputSettings.VALUE
              + " to document to read only ids and metadata");
    }
    return hit.source();
  }

  /** The converter to maps. */
  static HitConverter maps(InputOptions options, FieldKinds kinds, MapValues made) {
    TypedMaps typed = new TypedMaps(kinds, options, made);
    return hit -> {
      ByteSlice json = source(hit);
      MapWritable map =
          options.isTyped()
              ? typed.of(json.array(), json.offset(), json.length())
              : JsonMaps.of(json.array(), json.offset(), json.length(), made);
      if (options.metadata) {
        options.form.put(hit, map, made.map());
      }
      return made.whole(map);
    };
  }

  /** A document that shares the bytes of the page. */
  static DocumentWritable document(Hit hit) {
    DocumentWritable.Builder document =
        DocumentWritable.of(hit.index(), hit.id().toString())
            .version(hit.version())
            .seqNo(hit.seqNo())
            .primaryTerm(hit.primaryTerm());
    if (hit.hasRouting()) {
      document.routing(hit.routing().toString());
    }
    if (hit.hasSource()) {
      document.source(hit.source().array(), hit.source().offset(), hit.source().length());
    }
    return document.build();
  }
}
