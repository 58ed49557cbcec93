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
  private final String replacing;
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
    replacing = rewritten ? "" : replacing(settings, numbered);
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

  private static String replacing(Settings settings, boolean numbered) {
    if (settings.get(OutputSettings.ID).kind() != IdRule.Kind.NONE) {
      return "The last document of an id stays. If ids must not repeat, set "
          + OutputSettings.ID_UNIQUE
          + "=true, and the job fails";
    }
    IdGeneration generation = settings.get(OutputSettings.ID_GENERATE);
    boolean byContent = generation == IdGeneration.AUTO || generation == IdGeneration.CONTENT;
    return numbered || !byContent
        ? ""
        : "A document without an id gets one from its content, so identical documents become one."
            + " To keep them separate, set "
            + OutputSettings.ID
            + ", or set "
            + OutputSettings.ID_GENERATE
            + " to server";
  }

  /** Why documents of the job can replace each other, and what to set; empty if they cannot. */
  String replacing() {
    return replacing;
  }

  /** The alias that will point to the index after the load. */
  public Optional<String> alias() {
    return Optional.ofNullable(alias);
  }
}
