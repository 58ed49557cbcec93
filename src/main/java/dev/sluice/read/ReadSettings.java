package dev.sluice.read;

import dev.sluice.config.DataSize;
import dev.sluice.config.Setting;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The configuration keys of reading shards. */
public final class ReadSettings {

  /** Concurrent slices of a shard. */
  public static final Setting<Integer> STREAMS =
      Setting.whole("sluice.read.streams", 2, 1, 64)
          .doc(
              "Number of slices of a shard that a task reads in parallel, with one"
                  + " request each.")
          .common();

  /** Page size. */
  public static final Setting<DataSize> PAGE_SIZE =
      Setting.size("sluice.read.page.size", "5mb", "1kb", "100mb")
          .doc(
              "Target size of a page of documents. The number of documents per request"
                  + " adapts to it. A larger document is fetched alone.")
          .common();

  /** Memory limit of reading. */
  public static final Setting<DataSize> MEMORY =
      Setting.size("sluice.read.memory", "64mb", "64kb", "1gb")
          .doc(
              "Maximum memory for pages in a task: in flight, waiting for the mapper and"
                  + " being mapped. A document larger than its share is fetched alone.")
          .common();

  /** Keep-alive of a point in time. */
  public static final Setting<Duration> KEEP_ALIVE =
      Setting.duration("sluice.read.keep-alive", "5m", "1s", "1d")
          .doc(
              "How long Elasticsearch keeps the point in time of a shard after the last"
                  + " request. It is extended while the mapper is slow. Points in time of"
                  + " killed tasks expire after this time.");

  /** Time limit of retries. */
  public static final Setting<Duration> RETRY_TIMEOUT =
      Setting.duration("sluice.read.retry.timeout", "15m", "0s", "1d")
          .doc(
              "How long a page is retried after its first failure. After that time the"
                  + " task attempt fails.")
          .common();

  /** First retry wait. */
  public static final Setting<Duration> RETRY_BASE =
      Setting.duration("sluice.read.retry.base", "500ms", "1ms", "1m")
          .doc("Maximum wait before the first retry. It doubles with each retry.");

  /** Maximum retry wait. */
  public static final Setting<Duration> RETRY_CAP =
      Setting.duration("sluice.read.retry.cap", "30s", "1ms", "10m")
          .doc("Maximum wait before any retry.");

  /** Maximum documents of a shard. */
  public static final Setting<Integer> LIMIT =
      Setting.whole("sluice.read.limit", 0, 0, Integer.MAX_VALUE)
          .doc("Maximum number of documents to read from each shard, in any order. 0:" + " all.");

  /** Search preference. */
  public static final Setting<Optional<String>> PREFERENCE =
      Setting.text("sluice.read.preference")
          .doc(
              "Shard copies to read from, as in Elasticsearch's search preference, such"
                  + " as _local or a custom string. By default all copies are used.");

  /** All keys of this class. */
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
