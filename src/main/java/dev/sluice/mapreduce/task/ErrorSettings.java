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
              "What becomes of a record of which no document can be made, as for want of an id:"
                  + " reject keeps and counts it as a rejected document, fail ends the task.");

  /** The log. */
  public static final Setting<LogLevel> LOG =
      Setting.choice("sluice.errors.log", LogLevel.class, LogLevel.OFF)
          .doc(
              "The level at which each rejected document is logged, with its address and its error,"
                  + " but never its content.");

  /** The log's name. */
  public static final Setting<String> LOGGER =
      Setting.text("sluice.errors.logger", "dev.sluice.rejected")
          .doc("The name of the logger that sluice.errors.log writes to.");

  /** An index. */
  public static final Setting<Optional<String>> INDEX =
      Setting.parsed("sluice.errors.index", "index", "", IndexName.RULE, IndexName::parse)
          .doc(
              "An index that takes an event for each rejected document of a task, when the task has"
                  + " written all others: its error, and the document as text. Beside the files"
                  + " that keep them, which can be replayed.");

  /** Tags. */
  public static final Setting<List<String>> TAGS =
      Setting.list("sluice.errors.index.tags", "").doc("The tags of these events.");

  /** Labels. */
  public static final Setting<List<String>> LABELS =
      Setting.list("sluice.errors.index.labels", "")
          .doc("The labels of these events, as NAME=TEXT separated by commas.");

  /** All of them. */
  public static final List<Setting<?>> ALL =
      Collections.unmodifiableList(
          Arrays.<Setting<?>>asList(RECORDS, LOG, LOGGER, INDEX, TAGS, LABELS));

  private ErrorSettings() {}
}
