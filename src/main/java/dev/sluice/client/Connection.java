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
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.http.HttpExecutor;
import dev.sluice.client.http.InFlightCalls;
import dev.sluice.client.http.Nodes;
import dev.sluice.client.index.FieldTypes;
import dev.sluice.client.lanes.LaneAddresses;
import dev.sluice.client.lanes.LanePlan;
import dev.sluice.client.lanes.LanePlanner;
import dev.sluice.client.lanes.ShardLanes;
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
 * A connection to a cluster: one pool of HTTP connections, one TLS context, the nodes known.
 * Thread-safe. Whoever opened it closes it, after everything that was taken from it.
 */
public final class Connection implements Closeable {

  private final ConnectionOptions options;
  private final HttpExecutor caller;
  private final Nodes nodes;
  private final NodeFailover control;
  private final Discovery discovery;
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
  }

  /**
   * Opens a connection, without touching the network yet.
   *
   * @throws ElasticsearchException if TLS cannot be set up with the certificates given
   */
  public static Connection open(ConnectionOptions options) throws ElasticsearchException {
    Ticker ticker = Ticker.system();
    Nodes nodes = Nodes.of(options.nodes(), ticker, ThreadLocalRandom.current().nextInt(1 << 16));
    return new Connection(options, HttpExecutor.open(options), nodes, ticker);
  }

  /** A transport of bulk requests that sends each to the next node in turn. */
  public BulkTransport bulkTransport() {
    return bulkTransport(LaneAddresses.ANY);
  }

  public HttpBulkTransport bulkTransport(LaneAddresses lanes) {
    return new HttpBulkTransport(caller, nodes, discovery, lanes, ticker, options.timeout());
  }

  /**
   * A transport of searches. Blocks for some seconds while it looks for the nodes.
   *
   * @param preferred the URL of the node to ask as long as it answers; absent for any
   */
  public SearchTransport searchTransport(Optional<String> preferred) {
    ErrorAdvice refusal = new ErrorAdvice(options.credentials());
    discovery.look();
    return new HttpSearchTransport(
        caller, nodes, discovery, refusal, preferred.orElse(null), ticker);
  }

  /**
   * The shards to read, with what a reader must know of each. Blocks while it asks the cluster.
   *
   * @throws ElasticsearchException if no node answers, one is older than 7.15, a privilege, a shard
   *     or an index is missing, or the query is none
   */
  public List<ReadShard> shardsToRead(ReadScope scope) throws ElasticsearchException {
    return new ReadPlanner(control, discovery, scope).plan();
  }

  /**
   * The types that the mappings of some indices give to fields: of each index, the type by the
   * names that lead to a field, joined by dots. Blocks while it asks the cluster.
   *
   * @param indices concrete ones
   */
  public List<Map<String, String>> fieldTypes(Collection<String> indices)
      throws ElasticsearchException {
    return new FieldTypes(control).of(indices);
  }

  /**
   * A transport of bulk requests, and the lanes that go with it. Blocks while it looks for the
   * nodes and fetches the table of shards, or the first requests, sent all at once, would go to the
   * nodes given; if that fails, documents go to any node until it succeeds.
   *
   * @param plan whether and how documents are laned
   * @param target the index or alias of actions that name none
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

  /** The face for administration. */
  public Administration administration() {
    return new Administration(
        control,
        discovery,
        new LanePlanner(control, discovery, options, ThreadLocalRandom.current()));
  }

  /** The nodes of the cluster. Blocks. */
  public Cluster cluster() throws ElasticsearchException {
    return discovery.cluster();
  }

  /** Cuts off what is under way and closes every connection. */
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
