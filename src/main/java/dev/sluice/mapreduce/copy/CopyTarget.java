package dev.sluice.mapreduce.copy;

import dev.sluice.bulk.action.BulkError;
import dev.sluice.client.lanes.RoutingSettings;
import dev.sluice.config.Setting;
import dev.sluice.config.Settings;
import dev.sluice.io.BulkActionWritable;
import dev.sluice.io.DocumentWritable;
import dev.sluice.mapreduce.commit.LoadSettings;
import dev.sluice.mapreduce.encode.DocumentField;
import dev.sluice.mapreduce.encode.IndexName;
import dev.sluice.mapreduce.encode.IndexPattern;
import dev.sluice.mapreduce.encode.NumberText;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.encode.RecordRefusedException;
import dev.sluice.mapreduce.keys.InternalKeys;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** The target index of each copied document, if the job has more than one. Immutable. */
public final class CopyTarget {

  /** The placeholder for the value in an index name. */
  static final String PLACE = "{}";

  private static final List<Setting<?>> OF_ONE_INDEX =
      Collections.unmodifiableList(
          Arrays.<Setting<?>>asList(
              OutputSettings.INDEX_CREATE,
              LoadSettings.LOAD_MODE,
              LoadSettings.ALIAS,
              LoadSettings.FORCE_MERGE,
              RoutingSettings.BY));

  private final boolean keepsIndex;
  private final String pattern;
  private final DocumentField field;

  private CopyTarget(boolean keepsIndex, String pattern, DocumentField field) {
    this.keepsIndex = keepsIndex;
    this.pattern = pattern;
    this.field = field;
  }

  /** The target of a job. */
  static CopyTarget of(Configuration conf) {
    Settings settings = Settings.from(conf::get);
    Optional<String> path = settings.get(CopySettings.SPLIT_BY);
    String pattern = settings.get(OutputSettings.INDEX).orElse("");
    settings.check();
    return new CopyTarget(
        conf.getBoolean(InternalKeys.KEEP_INDEX, false),
        pattern,
        path.map(
                name ->
                    new DocumentField(name, CopySettings.SPLIT_BY + "=" + name, NumberText.WRITTEN))
            .orElse(null));
  }

  /**
   * The names of all possible target indices, with {@code *} for the value; empty if the job has a
   * single index.
   */
  public static Optional<String> several(Settings settings) {
    Optional<String> field = settings.get(CopySettings.SPLIT_BY);
    String pattern = settings.get(OutputSettings.INDEX).orElse("");
    if (field.isPresent() && !pattern.contains(PLACE)) {
      settings.problem(
          CopySettings.SPLIT_BY
              + " is \""
              + field.get()
              + "\", but "
              + OutputSettings.INDEX
              + " is \""
              + pattern
              + "\": put "
              + PLACE
              + " where the value goes");
    }
    boolean several = field.isPresent() || IndexPattern.isPattern(pattern);
    for (Setting<?> one : OF_ONE_INDEX) {
      if (several && settings.isGiven(one)) {
        String why =
            field.isPresent() ? CopySettings.SPLIT_BY.key() : OutputSettings.INDEX + "=" + pattern;
        settings.problem(
            one + " applies to a single index, but " + why + " writes to several: remove it");
      }
    }
    return several ? Optional.of(IndexPattern.wildcard(pattern)) : Optional.empty();
  }

  /**
   * Sets the index of an action, unless it has one; rejects the document if no index can be
   * determined.
   */
  BulkActionWritable addressed(BulkActionWritable action, DocumentWritable document) {
    if (action.index().isPresent()) {
      return action;
    }
    if (keepsIndex) {
      return BulkActionWritable.copyOf(action).index(document.index()).build();
    }
    return field == null ? action : split(action, document);
  }

  private BulkActionWritable split(BulkActionWritable action, DocumentWritable document) {
    BulkActionWritable.Builder addressed = BulkActionWritable.copyOf(action);
    try {
      String value = field.in(document.bytes(), document.offset(), document.length());
      String name = pattern.replace(PLACE, value);
      IndexName.checkCreatable(name);
      return addressed.index(name).build();
    } catch (RecordRefusedException refusal) {
      // For a replay, which fills the placeholder after the document was fixed.
      addressed.index(pattern.replace(PLACE, "{" + field + "}"));
      if (!action.error().isPresent()) {
        addressed.rejected(BulkError.of(refusal.error().type(), refusal.getMessage()));
      }
      return addressed.build();
    }
  }
}
