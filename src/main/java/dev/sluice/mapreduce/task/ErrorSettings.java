package dev.sluice.mapreduce.task;

import dev.sluice.config.Setting;
import dev.sluice.mapreduce.encode.BadRecord;
import dev.sluice.mapreduce.encode.IndexName;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The configuration keys for the handling of rejected documents, besides the files that save them.
 */
public final class ErrorSettings {

  /** Records that cannot be converted. */
  public static final Setting<BadRecord> RECORDS =
      Setting.choice("sluice.errors.records", BadRecord.class, BadRecord.REJECT)
          .doc(
              "What to do with a record that cannot become a document, for example"
                  + " because it has no id. reject: save and count it as a rejected document."
                  + " fail: fail the task.");

  /** Log level. */
  public static final Setting<LogLevel> LOG =
      Setting.choice("sluice.errors.log", LogLevel.class, LogLevel.OFF)
          .doc(
              "Log level for rejected documents. Each line has the document's address"
                  + " and error, never its content.");

  /** Logger name. */
  public static final Setting<String> LOGGER =
      Setting.text("sluice.errors.logger", "dev.sluice.rejected")
          .doc("Name of the logger for sluice.errors.log.");

  /** Index of error events. */
  public static final Setting<Optional<String>> INDEX =
      Setting.parsed("sluice.errors.index", "index", "", IndexName.RULE, IndexName::parse)
          .doc(
              "Index for events about rejected documents: one for each, with the error,"
                  + " and the document as text. A task writes them after all other documents."
                  + " The files for replay are written as well.");

  /** Tags. */
  public static final Setting<List<String>> TAGS =
      Setting.list("sluice.errors.index.tags", "")
          .doc("Tags of the events in sluice.errors.index, comma-separated.");

  /** Labels. */
  public static final Setting<List<String>> LABELS =
      Setting.list("sluice.errors.index.labels", "")
          .doc("Labels of the events in sluice.errors.index, as NAME=TEXT," + " comma-separated.");

  /** All keys of this class. */
  public static final List<Setting<?>> ALL =
      Collections.unmodifiableList(
          Arrays.<Setting<?>>asList(RECORDS, LOG, LOGGER, INDEX, TAGS, LABELS));

  private ErrorSettings() {}
}
