package dev.sluice.mapreduce;

import dev.sluice.config.Settings;
import java.time.Duration;

/** What the settings of an {@link AsyncMapper} say. Immutable. */
final class AsyncOptions {

  final int inFlight;
  final long memoryBytes;
  final boolean ordered;
  final Duration timeout;
  final OnCallError onError;

  private AsyncOptions(Settings settings) {
    inFlight = settings.get(AsyncSettings.IN_FLIGHT);
    memoryBytes = settings.get(AsyncSettings.MEMORY).bytes();
    ordered = settings.get(AsyncSettings.ORDERED);
    timeout = settings.get(AsyncSettings.TIMEOUT);
    onError = settings.get(AsyncSettings.ON_ERROR);
  }

  /** Reads the options; problems are noted in the settings. */
  static AsyncOptions read(Settings settings) {
    return new AsyncOptions(settings);
  }
}
