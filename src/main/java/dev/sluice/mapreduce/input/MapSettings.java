package dev.sluice.mapreduce.input;

import dev.sluice.config.Setting;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The keys of the maps that documents become, where {@link InputSettings#VALUE} is map. */
public final class MapSettings {

  /** Which types values have. */
  public static final Setting<MapTypes> TYPES =
      Setting.choice("sluice.read.map.types", MapTypes.class, MapTypes.JSON)
          .doc(
              "Where the types of the values in a map come from: json is the document alone (whole"
                  + " numbers are LongWritable, others DoubleWritable), mapping is the index's"
                  + " mapping, fetched when the job is submitted (an integer field is IntWritable"
                  + " even where a document writes \"7\"). The other keys of sluice.read.map. hold"
                  + " with mapping.");

  /** Which fields. */
  public static final Setting<List<String>> INCLUDE =
      Setting.list("sluice.read.map.include", "")
          .doc(
              "The fields to put into maps, by the names that lead to them, with * for any letters;"
                  + " by default all. An object is named apart from what is in it: author,author.*"
                  + " or author.name.");

  /** Which fields not. */
  public static final Setting<List<String>> EXCLUDE =
      Setting.list("sluice.read.map.exclude", "")
          .doc("The fields to leave out of maps, with what is in them.");

  /** Fields that the mapping lacks. */
  public static final Setting<Boolean> UNMAPPED =
      Setting.flag("sluice.read.map.unmapped", true)
          .doc(
              "Whether fields go into maps that the mapping does not have, or has with a type that"
                  + " no Writable stands for, such as flattened; their types are those of their"
                  + " JSON.");

  /** Empty text. */
  public static final Setting<Boolean> EMPTY_AS_NULL =
      Setting.flag("sluice.read.map.empty-as-null", false)
          .doc("Whether an empty text becomes a NullWritable.");

  /** Fields that are arrays. */
  public static final Setting<List<String>> ARRAYS =
      Setting.list("sluice.read.map.arrays", "")
          .doc("Fields that become an array even in a document that has one value for them.");

  /** All of them. */
  public static final List<Setting<?>> ALL =
      Collections.unmodifiableList(
          Arrays.<Setting<?>>asList(TYPES, INCLUDE, EXCLUDE, UNMAPPED, EMPTY_AS_NULL, ARRAYS));

  private MapSettings() {}
}
