package dev.sluice.bulk;

import dev.sluice.config.Settings;
import dev.sluice.flow.Backoff;
import java.util.Optional;

/** What the engine is told once, when it starts. Immutable. */
public final class BulkOptions {

  final InFlight inFlight;
  final int bulkBytes;
  final int bulkActions;
  final long memoryBytes;
  final long retryNanos;
  final Backoff backoff;
  final ErrorBudget budget;
  final boolean gzip;
  final boolean updateAtLeastOnce;
  final String index;
  final boolean laterAttempt;

  private BulkOptions(
      Settings settings, Optional<String> index, boolean laterAttempt, long memoryBytes) {
    inFlight = settings.get(BulkSettings.IN_FLIGHT);
    bulkBytes = (int) settings.get(BulkSettings.SIZE).bytes();
    bulkActions = settings.get(BulkSettings.ACTIONS);
    this.memoryBytes = memoryBytes;
    retryNanos = settings.get(BulkSettings.RETRY_TIMEOUT).toNanos();
    backoff =
        Backoff.between(
            settings.get(BulkSettings.RETRY_BASE), settings.get(BulkSettings.RETRY_CAP));
    budget = settings.get(BulkSettings.ERRORS_MAX);
    gzip = settings.get(BulkSettings.COMPRESSION) == Compression.GZIP;
    updateAtLeastOnce = settings.get(BulkSettings.UPDATE_AT_LEAST_ONCE);
    this.index = index.orElse(null);
    this.laterAttempt = laterAttempt;
  }

  /**
   * Reads the options; problems are noted in the settings.
   *
   * @param settings where the keys come from
   * @param index the index of actions that name none; absent where each must name its own
   * @param laterAttempt whether an earlier attempt may have written some of the same documents, so
   *     that a create that meets a document has to look at it
   */
  public static BulkOptions read(Settings settings, Optional<String> index, boolean laterAttempt) {
    long memory = settings.get(BulkSettings.MEMORY).bytes();
    long size = settings.get(BulkSettings.SIZE).bytes();
    if (2 * size > memory) {
      settings.problem(
          BulkSettings.SIZE
              + " is "
              + settings.get(BulkSettings.SIZE)
              + " but must be at most half of "
              + BulkSettings.MEMORY
              + ", which is "
              + settings.get(BulkSettings.MEMORY));
    }
    return new BulkOptions(settings, index, laterAttempt, memory);
  }
}
