package dev.sluice.mapreduce.verify;

import dev.sluice.config.Setting;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The configuration keys of jobs that compare a source with an index. */
public final class VerifySettings {

  /** Compare bytes. */
  public static final Setting<Boolean> EXACT =
      Setting.flag("sluice.verify.exact", false)
          .doc(
              "Whether documents must have the same bytes. By default the order of members,"
                  + " white space and the spelling of strings and numbers do not count: 1.50"
                  + " and 15e-1 are equal. No number is rounded. An object in which a name"
                  + " occurs twice is always compared as bytes.");

  /** Fields to compare. */
  public static final Setting<List<String>> FIELDS =
      Setting.list("sluice.verify.fields", "")
          .doc(
              "Fields to compare, comma-separated, by name or dotted path; * is a wildcard."
                  + " Default: all fields.");

  /** Fields to ignore. */
  public static final Setting<List<String>> IGNORE =
      Setting.list("sluice.verify.ignore", "")
          .doc(
              "Fields that are not compared, comma-separated, by name or dotted path; * is a"
                  + " wildcard. For example fields that an ingest pipeline adds.");

  /** Compared indices. */
  public static final Setting<List<String>> INDICES =
      Setting.list("sluice.verify.indices", "")
          .doc(
              "Indices to compare with if the documents name their own index, comma-separated; *"
                  + " is a wildcard. Default: sluice.index.");

  /** Differences with sources. */
  public static final Setting<Integer> SHOW =
      Setting.whole("sluice.verify.show", 0, 0, 1_000_000)
          .doc(
              "Number of differences for which each reducer writes both documents, from source"
                  + " and index, into the files of differences. Files as source are not read"
                  + " again: only the indexed document is written.");

  /** Number of reducers. */
  public static final Setting<Integer> REDUCERS =
      Setting.whole("sluice.verify.reducers", 0, 0, 10_000)
          .doc(
              "Number of reducers. 0: one for each 20 million documents of the index. About 64"
                  + " bytes are shuffled for each document of each side.");

  /** All keys of this class. */
  public static final List<Setting<?>> ALL =
      Collections.unmodifiableList(
          Arrays.<Setting<?>>asList(EXACT, FIELDS, IGNORE, INDICES, SHOW, REDUCERS));

  private VerifySettings() {}
}
