package dev.sluice.client;

import dev.sluice.bulk.BulkTransport;
import dev.sluice.bulk.Lanes;
import dev.sluice.client.bulk.HttpBulkTransport;
import dev.sluice.client.bulk.LanedTransport;
import dev.sluice.client.cluster.Background;
import dev.sluice.client.cluster.Cluster;
import dev.sluice.client.cluster.Discovery;
import dev.sluice.client.cluster.ErrorAdvice;
import dev.sluice.client.cluster.NodeFailover;
import dev.sluice.client.cluster.Privileges;
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.client.http.Distribution;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.http.HttpExecutor;
import dev.sluice.client.http.InFlightCalls;
import dev.sluice.client.http.Nodes;
import dev.sluice.client.index.FieldTypes;
import dev.sluice.client.lanes.LaneAddresses;
import dev.sluice.client.lanes.LanePlan;
import dev.sluice.client.lanes.LanePlanner;
import dev.sluice.client.lanes.ShardLanes;
import dev.sluice.client.search.GuardSearch;
import dev.sluice.client.search.HttpSearchTransport;
import dev.sluice.client.search.ReadPlanner;
import dev.sluice.client.search.ReadScope;
import dev.sluice.client.search.ReadShard;
import dev.sluice.client.search.SearchTransport;
import dev.sluice.flow.Ticker;
import java.io.Closeable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A connection to a cluster: one HTTP connection pool, one TLS context, and the known nodes.
 * Thread-safe. The opener closes it, after everything obtained from it.
 */
public final class Connection implements Closeable {

  private final ConnectionOptions options;
  private final HttpExecutor caller;
  private final Nodes nodes;
  private final NodeFailover control;
  private final Discovery discovery;
  private final Privileges privileges;
  private final Background background = new Background();
  private final Ticker ticker;

  private Connection(ConnectionOptions options, HttpExecutor caller, Nodes nodes, Ticker ticker) {
    this.options = options;
    this.caller = caller;
    this.nodes = nodes;
    this.ticker = ticker;
    control =
        new NodeFailover(
            caller, nodes, new InFlightCalls(), new ErrorAdvice(options.credentials()));
    discovery = new Discovery(options, control, nodes, ticker, background);
    privileges = new Privileges(control, discovery);
  }

  /**
   * Opens a connection, without network access.
   *
   * @throws ElasticsearchException if TLS cannot be set up with the given certificates
   */
  public static Connection open(ConnectionOptions options) throws ElasticsearchException {
    Ticker ticker = Ticker.system();
    Nodes nodes = Nodes.of(options.nodes(), ticker, ThreadLocalRandom.current().nextInt(1 << 16));
    return new Connection(options, HttpExecutor.open(options), nodes, ticker);
  }

  /** Creates a bulk transport that sends each request to the next node in turn. */
  public BulkTransport bulkTransport() {
    return bulkTransport(LaneAddresses.ANY);
  }

  public HttpBulkTransport bulkTransport(LaneAddresses lanes) {
    return new HttpBulkTransport(caller, nodes, discovery, lanes, ticker, options.timeout());
  }

  /**
   * Creates a search transport. Blocks for some seconds while it discovers the nodes.
   *
   * @param distribution the kind of server
   * @param preferred the URL of the node to use while it answers; empty for any node
   */
  public SearchTransport searchTransport(Distribution distribution, Optional<String> preferred) {
    ErrorAdvice refusal = new ErrorAdvice(options.credentials());
    discovery.look();
    return new HttpSearchTransport(
        caller, nodes, discovery, refusal, distribution, preferred.orElse(null), ticker);
  }

  /**
   * Creates the search that guards the latency of searches.
   *
   * @param index an index or alias
   * @param body the search request as JSON
   */
  public GuardSearch guardSearch(String index, String body) {
    return new GuardSearch(caller, nodes, control, index, body);
  }

  /**
   * The shards to read, with the details that a reader needs. Blocks while it queries the cluster.
   *
   * @throws ElasticsearchException if no node answers, a node is too old to read from, a privilege,
   *     a shard or an index is missing, or the query is invalid
   */
  public List<ReadShard> shardsToRead(ReadScope scope) throws ElasticsearchException {
    return new ReadPlanner(control, discovery, privileges, scope).plan();
  }

  /**
   * The field types in the mappings of indices: for each index, the type by the full path of the
   * field, joined by dots. Blocks while it queries the cluster.
   *
   * @param indices concrete indices
   */
  public List<Map<String, String>> fieldTypes(Collection<String> indices)
      throws ElasticsearchException {
    return new FieldTypes(control).of(indices);
  }

  /**
   * Creates a bulk transport with its lanes. Blocks while it discovers the nodes and fetches the
   * shard table; otherwise the first requests would all go to the given nodes. If that fails,
   * documents go to any node until it succeeds.
   *
   * @param plan the plan for shard-aware routing
   * @param target the default index or alias of actions
   */
  public LanedTransport lanedTransport(LanePlan plan, String target) {
    discovery.look();
    if (!plan.isOn()) {
      return new LanedTransport(bulkTransport(LaneAddresses.ANY), Lanes.ANY);
    }
    ShardLanes lanes = new ShardLanes(plan, target, control, discovery, ticker, background);
    lanes.look();
    return new LanedTransport(bulkTransport(lanes), lanes);
  }

  /** The administration client. */
  public Administration administration() {
    return new Administration(
        control,
        discovery,
        privileges,
        new LanePlanner(control, discovery, options, ThreadLocalRandom.current()));
  }

  /** The nodes of the cluster. Blocks. */
  public Cluster cluster() throws ElasticsearchException {
    return discovery.cluster();
  }

  /** Cancels requests in flight and closes every connection. */
  @Override
  public void close() {
    background.close();
    caller.close();
  }

  @Override
  public String toString() {
    return options.toString();
  }
}
