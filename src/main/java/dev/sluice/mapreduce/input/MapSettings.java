package dev.sluice.mapreduce.input;

import dev.sluice.config.Setting;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The configuration keys for documents as maps, if {@link InputSettings#VALUE} is map. */
public final class MapSettings {

  /** Source of types. */
  public static final Setting<MapTypes> TYPES =
      Setting.choice("sluice.read.map.types", MapTypes.class, MapTypes.JSON)
          .doc(
              "Source of the types of the values in a map. json: the document; whole"
                  + " numbers are LongWritable, others DoubleWritable. mapping: the index's"
                  + " mapping, fetched at submission; an integer field is IntWritable even if"
                  + " a document contains \"7\". The other keys of sluice.read.map. apply only"
                  + " with mapping.");

  /** Fields to include. */
  public static final Setting<List<String>> INCLUDE =
      Setting.list("sluice.read.map.include", "")
          .doc(
              "Fields to put into maps, as dotted paths; * is a wildcard. By default"
                  + " all. Name an object and its fields: author,author.* or author.name.");

  /** Fields to exclude. */
  public static final Setting<List<String>> EXCLUDE =
      Setting.list("sluice.read.map.exclude", "")
          .doc("Fields to leave out of maps, including all fields inside them.");

  /** Fields that are not in the mapping. */
  public static final Setting<Boolean> UNMAPPED =
      Setting.flag("sluice.read.map.unmapped", true)
          .doc(
              "Includes fields that are not in the mapping, or that have a mapped type"
                  + " without a Writable, such as flattened. Their types come from the JSON.");

  /** Empty strings. */
  public static final Setting<Boolean> EMPTY_AS_NULL =
      Setting.flag("sluice.read.map.empty-as-null", false)
          .doc("Converts empty strings to NullWritable.");

  /** Fields that are always arrays. */
  public static final Setting<List<String>> ARRAYS =
      Setting.list("sluice.read.map.arrays", "")
          .doc("Fields that become an array even in a document with a single value.");

  /** All keys of this class. */
  public static final List<Setting<?>> ALL =
      Collections.unmodifiableList(
          Arrays.<Setting<?>>asList(TYPES, INCLUDE, EXCLUDE, UNMAPPED, EMPTY_AS_NULL, ARRAYS));

  private MapSettings() {}
}
