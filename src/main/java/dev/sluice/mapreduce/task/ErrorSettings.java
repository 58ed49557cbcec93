package dev.sluice.mapreduce.task;

import dev.sluice.config.Setting;
import dev.sluice.mapreduce.encode.BadRecord;
import dev.sluice.mapreduce.encode.IndexName;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The keys that say what becomes of rejected documents, beside the files that keep them. */
public final class ErrorSettings {

  /** Records that make no document. */
  public static final Setting<BadRecord> RECORDS =
      Setting.choice("sluice.errors.records", BadRecord.class, BadRecord.REJECT)
          .doc(
              "What to do with a record that cannot become a document, for example"
                  + " because it has no id. reject: save and count it as a rejected document."
                  + " fail: fail the task.");

  /** The log. */
  public static final Setting<LogLevel> LOG =
      Setting.choice("sluice.errors.log", LogLevel.class, LogLevel.OFF)
          .doc(
              "Log level for rejected documents. Each line has the document's address"
                  + " and error, never its content.");

  /** The log's name. */
  public static final Setting<String> LOGGER =
      Setting.text("sluice.errors.logger", "dev.sluice.rejected")
          .doc("Name of the logger for sluice.errors.log.");

  /** An index. */
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

  /** All of them. */
  public static final List<Setting<?>> ALL =
      Collections.unmodifiableList(
          Arrays.<Setting<?>>asList(RECORDS, LOG, LOGGER, INDEX, TAGS, LABELS));

  private ErrorSettings() {}
}
