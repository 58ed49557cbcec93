package dev.sluice.hbase.since;

import java.io.IOException;
import java.util.EnumSet;
import org.apache.hadoop.hbase.ClusterMetrics;
import org.apache.hadoop.hbase.ServerMetrics;
import org.apache.hadoop.hbase.client.Admin;

/** The time of the region servers, which give cells and delete markers their timestamps. */
final class ServerTime {

  private ServerTime() {}

  /**
   * The least time of all region servers, in milliseconds since 1970. A server reports its own
   * clock every few seconds, so no server is behind this time. Blocks.
   *
   * @throws IOException if HBase does not answer, or no region server has reported yet
   */
  static long least(Admin admin) throws IOException {
    return admin
        .getClusterMetrics(EnumSet.of(ClusterMetrics.Option.LIVE_SERVERS))
        .getLiveServerMetrics()
        .values()
        .stream()
        .mapToLong(ServerMetrics::getReportTimestamp)
        .filter(time -> time > 0)
        .min()
        .orElseThrow(() -> new IOException("no region server has reported its time"));
  }
}
