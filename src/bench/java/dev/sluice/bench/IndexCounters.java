package dev.sluice.bench;

import dev.sluice.it.Rest;
import java.util.EnumMap;
import java.util.Map;

/**
 * What the servers count of one index since it was created.
 *
 * @param segments of the primaries
 * @param storedBytes of the segments of all copies
 * @param mergedBytes that merges have written, on all copies
 * @param throttledMillis while merges did not keep up, of all copies together
 */
record IndexCounters(long segments, long storedBytes, long mergedBytes, long throttledMillis) {

  /** Up to now. */
  static IndexCounters read(Rest rest, String index) {
    return new IndexCounters(
        number(rest, index, "segments", "primaries.segments.count"),
        // That of _stats is up to ten seconds old.
        ServerCounters.sum(
            rest.get(
                "/"
                    + index
                    + "/_segments?filter_path=indices.*.shards.*.segments.*.size_in_bytes")),
        number(rest, index, "merge", "total.merges.total_size_in_bytes"),
        number(rest, index, "indexing", "total.indexing.throttle_time_in_millis"));
  }

  /** How many merges run on all copies. */
  static long merges(Rest rest, String index) {
    return number(rest, index, "merge", "total.merges.current");
  }

  private static long number(Rest rest, String index, String group, String path) {
    String query = "/" + index + "/_stats/" + group + "?filter_path=_all." + path;
    String reply = rest.get(query);
    if (reply.equals("{}")) {
      throw new IllegalStateException(query + " has no such figure");
    }
    return ServerCounters.sum(reply);
  }

  Map<Metric, Double> toMetrics() {
    Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
    metrics.put(Metric.SEGMENTS, (double) segments);
    metrics.put(Metric.STORED, storedBytes / 1e6);
    metrics.put(Metric.MERGED, mergedBytes / 1e6);
    metrics.put(Metric.THROTTLED, throttledMillis / 1e3);
    return metrics;
  }
}
