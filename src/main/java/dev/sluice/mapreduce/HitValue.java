package dev.sluice.mapreduce;

import dev.sluice.read.Hit;
import dev.sluice.read.Slice;
import java.io.IOException;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;

/** Makes a mapper's value of a document; the same object each time, where its type allows. */
interface HitValue {

  /** The name of the metadata in a map. */
  Text METADATA = new Text("_metadata");

  /**
   * The value.
   *
   * @throws IOException if the document has no source, and the value is nothing without
   */
  Writable of(Hit hit) throws IOException;

  /** The way to make values of a kind. */
  static HitValue of(ReadValue kind, boolean metadata, MapValues maps) {
    switch (kind) {
      case TEXT:
        Text text = new Text();
        return hit -> {
          Slice json = source(hit);
          text.set(json.array(), json.offset(), json.length());
          return text;
        };
      case BYTES:
        BytesWritable bytes = new BytesWritable();
        return hit -> {
          Slice json = source(hit);
          bytes.set(json.array(), json.offset(), json.length());
          return bytes;
        };
      case MAP:
        return hit -> map(hit, metadata, maps);
      case DOCUMENT:
        DocumentWritable document = new DocumentWritable();
        return hit -> filled(document, hit);
    }
    throw new AssertionError(kind);
  }

  /** The source, which a mapper that asked for JSON cannot do without. */
  static Slice source(Hit hit) throws IOException {
    if (!hit.hasSource()) {
      throw new IOException(
          "The document "
              + hit.index()
              + "/"
              + hit.id()
              + " has no _source, which its index does not keep: set "
              + InputSettings.VALUE
              + " to document to read ids and metadata alone");
    }
    return hit.source();
  }

  /** The map of a document. */
  static MapWritable map(Hit hit, boolean metadata, MapValues maps) throws IOException {
    Slice json = source(hit);
    MapWritable map = JsonMaps.of(json.array(), json.offset(), json.length(), maps);
    if (metadata) {
      map.put(METADATA, metadata(hit, maps.map()));
    }
    return map;
  }

  /** Puts the metadata of a document into a map. */
  static MapWritable metadata(Hit hit, MapWritable map) {
    map.put(new Text("_index"), new Text(hit.index()));
    map.put(new Text("_id"), new Text(hit.id().toString()));
    if (hit.hasRouting()) {
      map.put(new Text("_routing"), new Text(hit.routing().toString()));
    }
    putNumber(map, "_version", hit.version());
    putNumber(map, "_seq_no", hit.seqNo());
    putNumber(map, "_primary_term", hit.primaryTerm());
    return map;
  }

  /** Puts a number that the server told. */
  static void putNumber(MapWritable map, String name, long number) {
    if (number != Hit.NONE) {
      map.put(new Text(name), new LongWritable(number));
    }
  }

  /** A document over the very bytes of the page. */
  static DocumentWritable filled(DocumentWritable document, Hit hit) {
    document.index = hit.index();
    document.id = hit.id().toString();
    document.routing = hit.hasRouting() ? hit.routing().toString() : null;
    document.version = hit.version();
    document.seqNo = hit.seqNo();
    document.primaryTerm = hit.primaryTerm();
    document.bytes = hit.source().array();
    document.offset = hit.source().offset();
    document.length = hit.source().length();
    document.sourced = hit.hasSource();
    return document;
  }
}
