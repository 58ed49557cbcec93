package dev.sluice.mapreduce.submit;

import dev.sluice.client.Administration;
import dev.sluice.client.Connection;
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.client.index.IndexAdministration;
import dev.sluice.client.index.RangeMeta;
import dev.sluice.config.ConfigException;
import dev.sluice.config.Settings;
import dev.sluice.mapreduce.commit.IndexRestore;
import dev.sluice.mapreduce.job.JobSecrets;
import dev.sluice.routing.RowRanges;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.hadoop.conf.Configuration;

/**
 * Where the document of a row is, in an index that was loaded by row ranges: the routing value that
 * its readers must name for ever, and the shard and node of now. Immutable.
 */
public final class RowRoute {

  private final String routing;
  private final int shard;
  private final String node;

  private RowRoute(String routing, int shard, String node) {
    this.routing = routing;
    this.shard = shard;
    this.node = node;
  }

  /**
   * Looks row keys up. Blocks.
   *
   * @param conf where Elasticsearch is, with the keys of a job
   * @param index the index, or an alias of it
   * @return the route of each key, in their order
   * @throws ConfigException if there is no such index, it keeps no row ranges, or a key of the
   *     configuration is wrong
   */
  public static List<RowRoute> of(Configuration conf, String index, List<byte[]> rows)
      throws IOException {
    Configuration own = new Configuration(conf);
    Settings settings = Settings.from(own::get);
    ConnectionOptions options = ConnectionOptions.read(settings, JobSecrets.read(own, settings));
    settings.check();
    try (Connection connection = Connection.open(options)) {
      Administration server = connection.administration();
      return of(server.index(IndexRestore.concrete(server, index)), index, rows);
    }
  }

  private static List<RowRoute> of(IndexAdministration server, String index, List<byte[]> rows)
      throws IOException {
    RowRanges ranges =
        RangeMeta.in(server.meta())
            .orElseThrow(
                () ->
                    new ConfigException(
                        "index \""
                            + index
                            + "\" has no row ranges (no _meta."
                            + RangeMeta.NAME
                            + " in its mapping): its documents are routed by id and found"
                            + " by id alone"));
    Map<String, RowRoute> byValue = new HashMap<>();
    List<RowRoute> routes = new ArrayList<>();
    for (byte[] row : rows) {
      int range = ranges.of(row);
      String value = ranges.value(range);
      if (!byValue.containsKey(value)) {
        byValue.put(value, of(value, range, server.primariesOf(value)));
      }
      routes.add(byValue.get(value));
    }
    return routes;
  }

  /** Of a shard without any copy the server says nothing, not even its number. */
  private static RowRoute of(String value, int foreseen, SortedMap<Integer, String> primaries) {
    return primaries.isEmpty()
        ? new RowRoute(value, foreseen, "")
        : new RowRoute(value, primaries.firstKey(), primaries.get(primaries.firstKey()));
  }

  /** The routing value. */
  public String routing() {
    return routing;
  }

  /** The shard. */
  public int shard() {
    return shard;
  }

  /** The name of the node with its primary; empty while that is nowhere. */
  public String node() {
    return node;
  }
}
