package dev.sluice.cli.check;

import dev.sluice.bulk.BulkSettings;
import dev.sluice.bulk.InFlight;
import dev.sluice.client.lanes.LaneMode;
import dev.sluice.client.lanes.RoutingSettings;
import dev.sluice.config.Settings;
import dev.sluice.mapreduce.commit.LoadMode;
import dev.sluice.mapreduce.commit.LoadSettings;

/** The keys of a job that decide how it loads a cluster. Immutable. */
final class JobFacts {

  final InFlight inFlight;
  final long requestBytes;
  final long memoryBytes;
  final LaneMode lanes;
  final boolean loadMode;

  private JobFacts(Settings settings) {
    inFlight = settings.get(BulkSettings.IN_FLIGHT);
    requestBytes = settings.get(BulkSettings.SIZE).bytes();
    memoryBytes = settings.get(BulkSettings.MEMORY).bytes();
    lanes = settings.get(RoutingSettings.LANES);
    loadMode = settings.get(LoadSettings.LOAD_MODE) == LoadMode.BULK;
  }

  /** Reads the keys; problems go to the settings. */
  static JobFacts read(Settings settings) {
    return new JobFacts(settings);
  }
}
