package dev.sluice.read;

import dev.sluice.config.Settings;
import dev.sluice.flow.Backoff;
import java.time.Duration;
import java.util.Optional;

/** The options of reading a shard, fixed when it starts. Immutable. */
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

  /** Reads the options and reports problems to the settings. */
  public static ReadOptions read(Settings settings) {
    return new ReadOptions(settings);
  }

  /** The search preference: which copy of a shard to read. */
  Optional<String> preference() {
    return Optional.ofNullable(preference);
  }

  /** Half of the memory is for pages that wait or are being mapped. */
  long queueBytes() {
    return memoryBytes / 2;
  }

  /** The other half is for pages in flight, shared by the streams. */
  int mostPageBytes() {
    return (int) (memoryBytes / 2 / streams);
  }

  /** A third of that: a page that is larger than estimated moves to an array of twice its size. */
  long wantedPageBytes() {
    return Math.max(1, Math.min(pageBytes, mostPageBytes() / 3));
  }

  /** How long a page is retried before the read fails. */
  public Duration patience() {
    return patience;
  }
}
