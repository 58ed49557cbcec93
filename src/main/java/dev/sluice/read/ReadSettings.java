package dev.sluice.read;

import dev.sluice.config.DataSize;
import dev.sluice.config.Setting;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The keys of reading shards. */
public final class ReadSettings {

  /** Slices of a shard. */
  public static final Setting<Integer> STREAMS =
      Setting.whole("sluice.read.streams", 2, 1, 64)
          .doc("Slices of a shard that a task reads in parallel, each with one request under way.")
          .common();

  /** Size of one page. */
  public static final Setting<DataSize> PAGE_SIZE =
      Setting.size("sluice.read.page.size", "5mb", "1kb", "100mb")
          .doc(
              "Bytes of one page of documents, which the number of documents asked for is steered"
                  + " to; a larger document comes alone.")
          .common();

  /** Bound of everything held. */
  public static final Setting<DataSize> MEMORY =
      Setting.size("sluice.read.memory", "64mb", "64kb", "1gb")
          .doc(
              "Bytes of pages a task holds: under way, waiting for the mapper and being mapped. A"
                  + " document larger than its share is read alone.")
          .common();

  /** How long the server keeps a point in time. */
  public static final Setting<Duration> KEEP_ALIVE =
      Setting.duration("sluice.read.keep-alive", "5m", "1s", "1d")
          .doc(
              "How long Elasticsearch keeps a shard's point in time after the last request; it is"
                  + " extended in time while the mapper is slow. What a killed task leaves behind"
                  + " goes after that.");

  /** When to give up. */
  public static final Setting<Duration> RETRY_TIMEOUT =
      Setting.duration("sluice.read.retry.timeout", "15m", "0s", "1d")
          .doc(
              "How long a page is asked for again, from its first failure, before the attempt fails.")
          .common();

  /** First wait. */
  public static final Setting<Duration> RETRY_BASE =
      Setting.duration("sluice.read.retry.base", "500ms", "1ms", "1m")
          .doc("The most that the wait before the first retry can be; it doubles each time.");

  /** Longest wait. */
  public static final Setting<Duration> RETRY_CAP =
      Setting.duration("sluice.read.retry.cap", "30s", "1ms", "10m")
          .doc("The most that the wait before any retry can be.");

  /** How much of a shard. */
  public static final Setting<Integer> LIMIT =
      Setting.whole("sluice.read.limit", 0, 0, Integer.MAX_VALUE)
          .doc("How many documents to read of each shard, whichever come first; 0 is all of them.");

  /** Which copy. */
  public static final Setting<Optional<String>> PREFERENCE =
      Setting.text("sluice.read.preference")
          .doc(
              "Which copy of a shard to read, as Elasticsearch's search preference says it, such as"
                  + " _local or a name of one's own. By default the copies of all shards take"
                  + " their part.");

  /** All of them. */
  public static final List<Setting<?>> ALL =
      Collections.unmodifiableList(
          Arrays.<Setting<?>>asList(
              STREAMS,
              PAGE_SIZE,
              MEMORY,
              KEEP_ALIVE,
              RETRY_TIMEOUT,
              RETRY_BASE,
              RETRY_CAP,
              LIMIT,
              PREFERENCE));

  private ReadSettings() {}
}
