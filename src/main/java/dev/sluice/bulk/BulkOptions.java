package dev.sluice.bulk;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.Operation;
import dev.sluice.config.Settings;
import dev.sluice.flow.Backoff;
import java.util.Optional;

/** The options of the bulk engine, fixed when it starts. Immutable. */
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
  final OtherAttempts others;

  /** What an earlier attempt has completed. */
  final BulkCounts earlier;

  private BulkOptions(
      Settings settings, Optional<String> index, OtherAttempts others, long memoryBytes) {
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
    this.others = others;
    earlier = BulkCounts.NONE;
  }

  private BulkOptions(BulkOptions options, BulkCounts earlier) {
    inFlight = options.inFlight;
    bulkBytes = options.bulkBytes;
    bulkActions = options.bulkActions;
    memoryBytes = options.memoryBytes;
    retryNanos = options.retryNanos;
    backoff = options.backoff;
    budget = options.budget;
    gzip = options.gzip;
    updateAtLeastOnce = options.updateAtLeastOnce;
    index = options.index;
    others = options.others;
    this.earlier = earlier;
  }

  /** The same options for an engine whose counts continue those of an earlier attempt. */
  public BulkOptions after(BulkCounts completed) {
    return new BulkOptions(this, completed);
  }

  /**
   * Reads the options and reports problems to the settings.
   *
   * @param settings the configuration keys
   * @param index the default index of actions; empty if each action must have its own
   * @param others other attempts that may have written some of the same documents
   */
  public static BulkOptions read(Settings settings, Optional<String> index, OtherAttempts others) {
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
    return new BulkOptions(settings, index, others, memory);
  }

  /**
   * The size of the first array of a batch in bytes; several batches must fit into a small memory.
   */
  int firstBytes() {
    return (int) Math.min(bulkBytes, memoryBytes / 8);
  }

  /** Whether a document may already have been written by this job before the engine sends it. */
  boolean isInDoubtAtFirst() {
    return others != OtherAttempts.NONE;
  }

  /** Whether an earlier attempt may have applied an action that must not be applied twice. */
  boolean isPerhapsRepeated(BulkAction action) {
    return action.operation == Operation.SCRIPT
        && others == OtherAttempts.BEFORE
        && !updateAtLeastOnce;
  }
}
