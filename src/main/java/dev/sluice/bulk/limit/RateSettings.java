package dev.sluice.bulk.limit;

import dev.sluice.config.DataSize;
import dev.sluice.config.Lookup;
import dev.sluice.config.Setting;
import dev.sluice.config.Settings;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The configuration keys of the rate limit and of the guard of search latency. */
public final class RateSettings {

  private static final String BYTES_RULE =
      "must be a size from 16kb to 1tb per second, such as 20mb";

  private static final String DOCUMENTS_RULE = "must be a whole number from 1 to 1000000000";

  /** Bytes per second. */
  public static final Setting<Optional<DataSize>> BYTES =
      Setting.parsed("sluice.rate.bytes", "size", "", BYTES_RULE, RateSettings::size)
          .doc(
              "Maximum bytes per second of the whole job, in bulk request bodies before"
                  + " compression. Each running task gets an equal share. Retries count."
                  + " Empty: no limit.")
          .common();

  /** Documents per second. */
  public static final Setting<Optional<Long>> DOCUMENTS =
      Setting.parsed(
              "sluice.rate.documents", "whole number", "", DOCUMENTS_RULE, RateSettings::count)
          .doc(
              "Maximum documents per second of the whole job. Each running task gets an equal"
                  + " share. Retries count. Empty: no limit.");

  /** The guard's search. */
  public static final Setting<Optional<String>> GUARD_QUERY =
      Setting.text("sluice.guard.query")
          .doc(
              "A search that tasks repeat during the load: a JSON query, or a search request"
                  + " with a query. If its 95th percentile is above sluice.guard.latency, tasks"
                  + " send fewer bulk requests, down to one in 30 s for each task.");

  /** The guard's bound. */
  public static final Setting<Duration> GUARD_LATENCY =
      Setting.duration("sluice.guard.latency", "500ms", "1ms", "1m")
          .doc(
              "Maximum 95th percentile of the latency of sluice.guard.query. A search that fails"
                  + " or times out counts as slower.");

  /** The guard's index. */
  public static final Setting<Optional<String>> GUARD_INDEX =
      Setting.text("sluice.guard.index")
          .doc(
              "Index or alias for sluice.guard.query: the one that serves searches. Empty:"
                  + " the index that the job writes.");

  /** All keys of this class. */
  public static final List<Setting<?>> ALL =
      Collections.unmodifiableList(
          Arrays.<Setting<?>>asList(BYTES, DOCUMENTS, GUARD_QUERY, GUARD_LATENCY, GUARD_INDEX));

  private RateSettings() {}

  /** The rate of the whole job; problems are reported to the settings. */
  public static Rate rate(Settings settings) {
    return Rate.of(
        settings.get(BYTES).map(DataSize::bytes).orElse(0L), settings.get(DOCUMENTS).orElse(0L));
  }

  /** The rate of the whole job, in a task. */
  public static Rate rate(Lookup conf) {
    return Rate.of(
        BYTES.read(conf).map(DataSize::bytes).orElse(0L), DOCUMENTS.read(conf).orElse(0L));
  }

  private static Optional<DataSize> size(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    DataSize size = DataSize.parse(text);
    if (size.bytes() < 16 << 10 || size.bytes() > 1L << 40) {
      throw new IllegalArgumentException("out of bounds: " + text);
    }
    return Optional.of(size);
  }

  private static Optional<Long> count(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    long count = Long.parseLong(text);
    if (count < 1 || count > 1_000_000_000) {
      throw new IllegalArgumentException("out of bounds: " + text);
    }
    return Optional.of(count);
  }
}
