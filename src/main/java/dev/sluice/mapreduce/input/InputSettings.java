package dev.sluice.mapreduce.input;

import dev.sluice.config.Setting;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The configuration keys of the input format; {@code ReadSettings} has the keys for reading shards.
 */
public final class InputSettings {

  /** Nodes of the source cluster. */
  public static final Setting<List<String>> NODES =
      Setting.list("sluice.read.nodes", "")
          .doc(
              "URLs of the cluster to read from, if it differs from sluice.nodes. Its"
                  + " credentials and certificates are the keys and secrets that start with"
                  + " sluice.read.auth. and sluice.read.tls.; those for writing are never sent"
                  + " to it.");

  /** Indices to read. */
  public static final Setting<List<String>> INDEX =
      Setting.list("sluice.read.index", "")
          .doc(
              "Indices, aliases and data streams to read, comma-separated; * is a"
                  + " wildcard. The filter of an alias applies.")
          .common();

  /** Query. */
  public static final Setting<Optional<String>> QUERY =
      Setting.text("sluice.read.query")
          .doc(
              "Documents to read; by default all. A query of the Query DSL as a JSON"
                  + " object, the same under \"query\", or a URI search such as ?q=title:hadoop."
                  + " Or the path of a file or class path resource that contains one of these,"
                  + " read at submission.")
          .common();

  /** Fields to fetch. */
  public static final Setting<List<String>> FIELDS =
      Setting.list("sluice.read.fields", "")
          .doc(
              "Fields to fetch, by name or with *; by default the whole document."
                  + " If set, Elasticsearch rewrites each document: this takes time and does not"
                  + " preserve it byte for byte.");

  /** Type of the values. */
  public static final Setting<ReadValue> VALUE =
      Setting.choice("sluice.read.value", ReadValue.class, ReadValue.TEXT)
          .doc(
              "Type of the mapper's input value. text, bytes: the JSON as Text or"
                  + " BytesWritable. map: the fields as MapWritable. document: a"
                  + " DocumentWritable with all metadata. The key is the id.")
          .common();

  /** Factory of maps. */
  public static final Setting<Optional<String>> MAPS =
      Setting.text("sluice.read.maps")
          .doc(
              "Class that creates the Writables for objects and arrays if"
                  + " sluice.read.value is map, an implementation of dev.sluice.io.MapValues."
                  + " By default MapWritable and ListWritable.");

  /** Metadata in values. */
  public static final Setting<Boolean> METADATA =
      Setting.flag("sluice.read.metadata", false)
          .doc(
              "Adds the metadata as an object to each map or JSON document. A"
                  + " DocumentWritable always has them.");

  /** Name of the metadata field. */
  public static final Setting<String> METADATA_NAME =
      Setting.text("sluice.read.metadata.name", "_metadata")
          .doc("Name of the field that holds the metadata.");

  /** Metadata to include. */
  public static final Setting<List<String>> METADATA_FIELDS =
      Setting.list(
              "sluice.read.metadata.fields", "_index,_id,_routing,_version,_seq_no,_primary_term")
          .doc(
              "Metadata fields, in this order. _score is available too; Elasticsearch"
                  + " must then compute the score of each document.");

  /** Types of metadata. */
  public static final Setting<MetadataType> METADATA_TYPE =
      Setting.choice("sluice.read.metadata.type", MetadataType.class, MetadataType.VALUES)
          .doc(
              "Types of the metadata in a map. values: Text, LongWritable or"
                  + " FloatWritable. text: all Text.");

  /** Handling of missing indices. */
  public static final Setting<Missing> MISSING =
      Setting.choice("sluice.read.missing", Missing.class, Missing.FAIL)
          .doc(
              "What to do if an index does not exist or a pattern matches none. fail:"
                  + " fail at submission. empty: read nothing.");

  /** Routing values. */
  public static final Setting<List<String>> ROUTING =
      Setting.list("sluice.read.routing", "")
          .doc(
              "Routing values, comma-separated. Only the shards that these values select"
                  + " are read, with all documents of these shards. By default all shards.");

  /** Handling of unassigned shards. */
  public static final Setting<OnFault> UNASSIGNED =
      Setting.choice("sluice.read.unassigned", OnFault.class, OnFault.FAIL)
          .doc(
              "What to do with shards that have no started copy, as in a red index."
                  + " fail: fail at submission. skip: leave out their documents, with a"
                  + " warning.");

  /** Handling of unreadable documents. */
  public static final Setting<OnFault> UNREADABLE =
      Setting.choice("sluice.read.unreadable", OnFault.class, OnFault.FAIL)
          .doc(
              "What to do with a document if a value does not fit its mapped type"
                  + " (possible with ignore_malformed). fail: fail the task attempt. skip:"
                  + " leave it out and count it in READ_UNREADABLE.");

  /** Handling of missing fields. */
  public static final Setting<MissingFields> MISSING_FIELDS =
      Setting.choice("sluice.read.fields.missing", MissingFields.class, MissingFields.IGNORE)
          .doc(
              "What to do if a field in sluice.read.fields is in no mapping. ignore:"
                  + " nothing. warn: log a warning. fail: fail at submission. Names with * are"
                  + " not checked.");

  /** All keys of this class. */
  public static final List<Setting<?>> ALL =
      Collections.unmodifiableList(
          Arrays.<Setting<?>>asList(
              INDEX,
              NODES,
              QUERY,
              FIELDS,
              MISSING_FIELDS,
              VALUE,
              MAPS,
              METADATA,
              METADATA_NAME,
              METADATA_FIELDS,
              METADATA_TYPE,
              MISSING,
              ROUTING,
              UNASSIGNED,
              UNREADABLE));

  private InputSettings() {}
}
