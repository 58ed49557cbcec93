package dev.sluice.mapreduce.submit;

import dev.sluice.client.Administration;
import dev.sluice.client.Connection;
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.client.index.IndexAdministration;
import dev.sluice.client.index.RangeMeta;
import dev.sluice.config.ConfigException;
import dev.sluice.config.Settings;
import dev.sluice.mapreduce.commit.IndexRestore;
import dev.sluice.mapreduce.job.JobCaller;
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
 * The location of a row's document in an index loaded with row ranges: the routing value that get,
 * update and delete requests must pass, and the current shard and node. Immutable.
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
   * Looks up row keys. Blocks.
   *
   * @param conf the Elasticsearch connection, with the keys of a job
   * @param index the index, or an alias of it
   * @return the route of each key, in order
   * @throws ConfigException if the index does not exist, has no row ranges, or a key of the
   *     configuration is invalid
   */
  public static List<RowRoute> of(Configuration conf, String index, List<byte[]> rows)
      throws IOException {
    Configuration own = new Configuration(conf);
    Settings settings = Settings.from(own::get);
    ConnectionOptions options =
        ConnectionOptions.read(settings, JobSecrets.read(own, settings), JobCaller.of(own));
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

  /** Uses the planned shard, because the server does not list a shard without copies. */
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

  /** The name of the node with its primary; empty if it is not allocated. */
  public String node() {
    return node;
  }
}
