package dev.sluice.mapreduce.input;

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
              "Which documents to read: a query of the Query DSL as a JSON object, or such a query"
                  + " under \"query\", or a URI search such as ?q=title:hadoop; or the path of a"
                  + " file, or of a resource on the class path, that holds one of these, read when"
                  + " the job is submitted. By default all.")
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
              "The class, a dev.sluice.io.MapValues, that makes the writables for objects and"
                  + " arrays where sluice.read.value is map; by default they are MapWritable and"
                  + " ListWritable.");

  /** Metadata beside fields. */
  public static final Setting<Boolean> METADATA =
      Setting.flag("sluice.read.metadata", false)
          .doc(
              "Put metadata into each map or JSON, as an object of its own. A DocumentWritable has"
                  + " it anyway.");

  /** Their name. */
  public static final Setting<String> METADATA_NAME =
      Setting.text("sluice.read.metadata.name", "_metadata")
          .doc("The name under which metadata stand.");

  /** Which metadata. */
  public static final Setting<List<String>> METADATA_FIELDS =
      Setting.list(
              "sluice.read.metadata.fields", "_index,_id,_routing,_version,_seq_no,_primary_term")
          .doc(
              "Which metadata, in their order. There is also _score, for which the server has to"
                  + " compute the score of each document.");

  /** Their types. */
  public static final Setting<MetadataType> METADATA_TYPE =
      Setting.choice("sluice.read.metadata.type", MetadataType.class, MetadataType.VALUES)
          .doc("What metadata are in a map: values of their own types, or all of them text.");

  /** A missing index. */
  public static final Setting<Missing> MISSING =
      Setting.choice("sluice.read.missing", Missing.class, Missing.FAIL)
          .doc(
              "What to do if an index is missing, or a pattern matches none: fail refuses the job,"
                  + " empty reads nothing.");

  /** Shards by routing. */
  public static final Setting<List<String>> ROUTING =
      Setting.list("sluice.read.routing", "")
          .doc(
              "Routing values: of an index, those shards alone are read that hold documents of one"
                  + " of them, with all that these shards hold. By default all shards.");

  /** Shards without a copy. */
  public static final Setting<OnFault> UNASSIGNED =
      Setting.choice("sluice.read.unassigned", OnFault.class, OnFault.FAIL)
          .doc(
              "What to do about shards of which no copy is started, as in a red index: fail refuses"
                  + " the job, skip leaves their documents out, with a warning.");

  /** Documents that are none of their mapping. */
  public static final Setting<OnFault> UNREADABLE =
      Setting.choice("sluice.read.unreadable", OnFault.class, OnFault.FAIL)
          .doc(
              "What to do about a document with a value that is none of the type its mapping says"
                  + " (which an index with ignore_malformed has): fail ends the attempt, skip"
                  + " leaves the document out and counts it in READ_UNREADABLE.");

  /** Fields that nothing has. */
  public static final Setting<MissingFields> MISSING_FIELDS =
      Setting.choice("sluice.read.fields.missing", MissingFields.class, MissingFields.IGNORE)
          .doc(
              "What to do about a field in sluice.read.fields that no mapping has: ignore, warn, or"
                  + " fail, which refuses the job. Names with * are not looked for.");

  /** All of them. */
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
