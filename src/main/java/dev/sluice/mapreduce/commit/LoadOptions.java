package dev.sluice.mapreduce.commit;

import dev.sluice.bulk.BulkSettings;
import dev.sluice.bulk.action.Operation;
import dev.sluice.config.Settings;
import dev.sluice.mapreduce.encode.OutputSettings;
import java.time.Duration;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** What is done to the index around the load. Immutable. */
public final class LoadOptions {

  public final LoadMode mode;
  public final boolean force;
  final boolean uniqueIds;
  final boolean refresh;
  final int forceMerge;
  final Duration healthTimeout;
  final Duration patience;
  private final boolean rewritten;
  private final String alias;

  private LoadOptions(Settings settings) {
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
    alias = settings.get(LoadSettings.ALIAS).orElse(null);
  }

  /** Reads the options; problems are noted in the settings. */
  public static LoadOptions read(Settings settings) {
    return new LoadOptions(settings);
  }

  /** The options of a job that was checked at submit. */
  public static LoadOptions of(Configuration conf) {
    Settings settings = Settings.from(conf::get);
    LoadOptions options = new LoadOptions(settings);
    settings.check();
    return options;
  }

  /** Whether each document written is one more in an index that was empty. */
  boolean addsUp() {
    return uniqueIds && !rewritten;
  }

  /** The alias that is to stand for the index once it is loaded. */
  public Optional<String> alias() {
    return Optional.ofNullable(alias);
  }
}
