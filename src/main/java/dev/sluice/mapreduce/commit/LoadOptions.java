package dev.sluice.mapreduce.commit;

import dev.sluice.bulk.BulkSettings;
import dev.sluice.bulk.action.Operation;
import dev.sluice.config.Settings;
import dev.sluice.mapreduce.encode.IdGeneration;
import dev.sluice.mapreduce.encode.IdRule;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.encode.RecordOrder;
import java.time.Duration;
import java.util.Optional;
import org.apache.hadoop.mapreduce.JobContext;

/** The options for the index before and after the load. Immutable. */
public final class LoadOptions {

  public final LoadMode mode;
  public final boolean force;
  final boolean uniqueIds;
  final boolean refresh;
  final int forceMerge;
  final Duration healthTimeout;
  final Duration patience;
  private final boolean rewritten;
  private final boolean mergesIdentical;
  private final String alias;

  private LoadOptions(Settings settings, boolean numbered) {
    mode = settings.get(LoadSettings.LOAD_MODE);
    force = settings.get(LoadSettings.LOAD_MODE_FORCE);
    uniqueIds = settings.get(OutputSettings.ID_UNIQUE);
    refresh = settings.get(LoadSettings.REFRESH);
    forceMerge = settings.get(LoadSettings.FORCE_MERGE);
    healthTimeout = settings.get(LoadSettings.HEALTH_TIMEOUT);
    patience = settings.get(BulkSettings.RETRY_TIMEOUT);
    Operation operation = settings.get(OutputSettings.OPERATION);
    rewritten =
        settings.get(OutputSettings.PIPELINE).isPresent()
            || (operation != Operation.INDEX && operation != Operation.CREATE);
    IdGeneration generation = settings.get(OutputSettings.ID_GENERATE);
    mergesIdentical =
        !numbered
            && !rewritten
            && settings.get(OutputSettings.ID).kind() == IdRule.Kind.NONE
            && (generation == IdGeneration.AUTO || generation == IdGeneration.CONTENT);
    alias = settings.get(LoadSettings.ALIAS).orElse(null);
  }

  /** Reads the options and reports problems to the settings. */
  public static LoadOptions read(Settings settings) {
    return new LoadOptions(settings, false);
  }

  /** The options of a job that was checked at submission. */
  public static LoadOptions of(JobContext job) {
    Settings settings = Settings.from(job.getConfiguration()::get);
    LoadOptions options = new LoadOptions(settings, RecordOrder.willBeFixed(job));
    settings.check();
    return options;
  }

  /** Whether each document adds one to the count of an index that was empty. */
  boolean addsUp() {
    return uniqueIds && !rewritten;
  }

  /** Whether ids are generated from the content, so that identical documents become one. */
  boolean mergesIdentical() {
    return mergesIdentical;
  }

  /** The alias that will point to the index after the load. */
  public Optional<String> alias() {
    return Optional.ofNullable(alias);
  }
}
