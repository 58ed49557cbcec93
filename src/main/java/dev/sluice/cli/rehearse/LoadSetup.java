package dev.sluice.cli.rehearse;

import dev.sluice.bulk.BulkSettings;
import dev.sluice.bulk.Compression;
import dev.sluice.mapreduce.commit.LoadMode;
import dev.sluice.mapreduce.commit.LoadSettings;
import org.apache.hadoop.conf.Configuration;

/** The settings of a load that an advice depends on. Immutable. */
final class LoadSetup {

  private static final int MOST_IN_FLIGHT = 64;
  private static final long MOST_MEMORY = 1L << 30;

  /** For large documents. */
  private static final long LEAST_MEMORY = 8L << 20;

  final int inFlight;
  final int splits;
  final boolean table;
  final boolean loadMode;
  final boolean compressed;
  final int replicas;

  LoadSetup(
      int inFlight, int splits, boolean table, boolean loadMode, boolean compressed, int replicas) {
    this.inFlight = inFlight;
    this.splits = splits;
    this.table = table;
    this.loadMode = loadMode;
    this.compressed = compressed;
    this.replicas = replicas;
  }

  static LoadSetup of(Configuration conf, int splits, boolean table, int replicas) {
    return new LoadSetup(
        BulkSettings.IN_FLIGHT.read(conf::get).most(),
        splits,
        table,
        LoadSettings.LOAD_MODE.read(conf::get) == LoadMode.BULK,
        BulkSettings.COMPRESSION.read(conf::get) != Compression.NONE,
        replicas);
  }

  /** For the trial with few requests in flight. */
  int few() {
    return Math.max(1, inFlight / 4);
  }

  /** For the trial with many. */
  int many() {
    return Math.min(MOST_IN_FLIGHT, 2 * inFlight);
  }

  /**
   * The memory of a trial: enough to keep so many requests in flight, and no more, because a trial
   * ends when its documents in memory are sent.
   */
  static long memory(Configuration conf, int inFlight) {
    long needed = (inFlight + 4L) * BulkSettings.SIZE.read(conf::get).bytes();
    return Math.min(MOST_MEMORY, Math.max(LEAST_MEMORY, needed));
  }
}
