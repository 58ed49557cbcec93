package dev.sluice.mapreduce.async;

import dev.sluice.config.Settings;
import dev.sluice.mapreduce.AsyncMapper;
import java.time.Duration;

/** The options of an {@link AsyncMapper}. Immutable. */
public final class AsyncOptions {

  final int inFlight;
  final long memoryBytes;
  final boolean ordered;
  final Duration timeout;
  public final OnCallError onError;

  private AsyncOptions(Settings settings) {
    inFlight = settings.get(AsyncSettings.IN_FLIGHT);
    memoryBytes = settings.get(AsyncSettings.MEMORY).bytes();
    ordered = settings.get(AsyncSettings.ORDERED);
    timeout = settings.get(AsyncSettings.TIMEOUT);
    onError = settings.get(AsyncSettings.ON_ERROR);
  }

  /** Reads the options and reports problems to the settings. */
  public static AsyncOptions read(Settings settings) {
    return new AsyncOptions(settings);
  }
}
