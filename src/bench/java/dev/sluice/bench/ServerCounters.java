package dev.sluice.bench;

import dev.sluice.it.Rest;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the servers count for themselves.
 *
 * @param sentBetweenNodes bytes
 * @param refusedWrites by write queues that were full
 */
record ServerCounters(long sentBetweenNodes, long refusedWrites) {

  private static final Pattern NUMBER = Pattern.compile(":(\\d+)");

  /** Up to now, all nodes together. */
  static ServerCounters read(Rest rest) {
    return new ServerCounters(
        sum(rest.get("/_nodes/stats/transport?filter_path=nodes.*.transport.tx_size_in_bytes")),
        sum(rest.get("/_nodes/stats/thread_pool?filter_path=nodes.*.thread_pool.write.rejected")));
  }

  Map<Metric, Double> toMetrics() {
    return Map.of(Metric.MB, sentBetweenNodes / 1e6, Metric.REFUSED, (double) refusedWrites);
  }

  ServerCounters since(ServerCounters before) {
    return new ServerCounters(
        sentBetweenNodes - before.sentBetweenNodes, refusedWrites - before.refusedWrites);
  }

  /** All whole numbers of a reply together. */
  static long sum(String json) {
    long sum = 0;
    Matcher number = NUMBER.matcher(json);
    while (number.find()) {
      sum += Long.parseLong(number.group(1));
    }
    return sum;
  }
}
