package dev.sluice.mapreduce;

import dev.sluice.config.Setting;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The keys of the input format; how shards are read is in {@code ReadSettings}. */
public final class InputSettings {

  /** From which cluster. */
  public static final Setting<List<String>> NODES =
      Setting.list("sluice.read.nodes", "")
          .doc(
              "The nodes to read from, where they are not those of sluice.nodes. Credentials and"
                  + " certificates for them are then the keys and secrets that start with"
                  + " sluice.read.auth. and sluice.read.tls. instead of sluice.auth. and"
                  + " sluice.tls.; those for writing are never shown to another cluster.");

  /** From where. */
  public static final Setting<List<String>> INDEX =
      Setting.list("sluice.read.index", "")
          .doc(
              "The indices, aliases and data streams to read, separated by commas; * stands for any"
                  + " letters. The filter of an alias is kept.")
          .common();

  /** Which documents. */
  public static final Setting<Optional<String>> QUERY =
      Setting.text("sluice.read.query")
          .doc(
              "Which documents to read: a query of the Query DSL as a JSON object, or the path of a"
                  + " file that holds one, read when the job is submitted. By default all.")
          .common();

  /** Which fields. */
  public static final Setting<List<String>> FIELDS =
      Setting.list("sluice.read.fields", "")
          .doc(
              "The fields to fetch, by name or with *; by default the whole document. With it the"
                  + " server writes each document anew, which costs time, and is no longer the"
                  + " document byte for byte as it was indexed.");

  /** In which form. */
  public static final Setting<ReadValue> VALUE =
      Setting.choice("sluice.read.value", ReadValue.class, ReadValue.TEXT)
          .doc(
              "What the mapper gets beside the id: the JSON as Text or BytesWritable, a MapWritable"
                  + " of its fields, or a DocumentWritable with all metadata.")
          .common();

  /** The classes of maps. */
  public static final Setting<Optional<String>> MAPS =
      Setting.text("sluice.read.maps")
          .doc(
              "The class, a dev.sluice.mapreduce.MapValues, that makes the writables for objects and"
                  + " arrays where sluice.read.value is map; by default they are MapWritable and"
                  + " ListWritable.");

  /** Metadata in maps. */
  public static final Setting<Boolean> METADATA =
      Setting.flag("sluice.read.metadata", false)
          .doc(
              "Put the metadata (_index, _id, _routing, _version, _seq_no, _primary_term) into each"
                  + " map, as a map under the name _metadata. A DocumentWritable has it anyway.");

  /** A missing index. */
  public static final Setting<Missing> MISSING =
      Setting.choice("sluice.read.missing", Missing.class, Missing.FAIL)
          .doc(
              "What to do if an index is missing, or a pattern matches none: fail refuses the job,"
                  + " empty reads nothing.");

  /** All of them. */
  public static final List<Setting<?>> ALL =
      Collections.unmodifiableList(
          Arrays.<Setting<?>>asList(INDEX, NODES, QUERY, FIELDS, VALUE, MAPS, METADATA, MISSING));

  private InputSettings() {}
}
