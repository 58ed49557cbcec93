package dev.sluice.read;

import dev.sluice.config.Settings;
import dev.sluice.flow.Backoff;
import java.time.Duration;
import java.util.Optional;

/** What the reading of a shard is told once, when it starts. Immutable. */
public final class ReadOptions {

  final int streams;
  final long memoryBytes;
  final Duration keepAlive;
  final Duration patience;
  final Backoff backoff;
  final long limit;

  private final String preference;

  private final long pageBytes;

  private ReadOptions(Settings settings) {
    streams = settings.get(ReadSettings.STREAMS);
    pageBytes = settings.get(ReadSettings.PAGE_SIZE).bytes();
    memoryBytes = settings.get(ReadSettings.MEMORY).bytes();
    keepAlive = settings.get(ReadSettings.KEEP_ALIVE);
    patience = settings.get(ReadSettings.RETRY_TIMEOUT);
    int most = settings.get(ReadSettings.LIMIT);
    limit = most == 0 ? Long.MAX_VALUE : most;
    preference = settings.get(ReadSettings.PREFERENCE).orElse(null);
    backoff =
        Backoff.between(
            settings.get(ReadSettings.RETRY_BASE), settings.get(ReadSettings.RETRY_CAP));
  }

  /** Reads the options; problems are noted in the settings. */
  public static ReadOptions read(Settings settings) {
    return new ReadOptions(settings);
  }

  /** The copy of a shard to read, as the user wants it. */
  Optional<String> preference() {
    return Optional.ofNullable(preference);
  }

  /** Half of the memory is for pages that wait or are mapped. */
  long queueBytes() {
    return memoryBytes / 2;
  }

  /** The other half is for those under way; a stream takes no larger page than its part of it. */
  int mostPageBytes() {
    return (int) (memoryBytes / 2 / streams);
  }

  /** What is asked for may well turn out twice as large. */
  long wantedPageBytes() {
    return Math.max(1, Math.min(pageBytes, mostPageBytes() / 2));
  }

  /** How long a page is asked for again before the reading fails. */
  public Duration patience() {
    return patience;
  }
}
