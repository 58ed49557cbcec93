package dev.sluice.client.lanes;

import dev.sluice.bulk.Lanes;
import dev.sluice.bulk.action.BulkAction;
import dev.sluice.client.cluster.Discovery;
import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.cluster.NodeFailover;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.http.HttpRequest;
import dev.sluice.client.http.Node;
import dev.sluice.flow.Ticker;
import dev.sluice.routing.ShardFunction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lanes for shard-aware routing. The shard of each document is computed, and the node of its
 * primary is looked up in a table. The table is fetched again in the background after a failure and
 * every few minutes. An outdated table costs only locality, because any node forwards requests.
 * Thread-safe: one thread fetches while the others use the current table.
 */
public final class ShardLanes implements Lanes, LaneAddresses {

  private static final Logger log = LoggerFactory.getLogger(ShardLanes.class);

  private static final long AGAIN_NANOS = TimeUnit.MINUTES.toNanos(3);
  private static final long SHORTEST_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final Duration SOME_SECONDS = Duration.ofSeconds(5);

  /** The lane of documents whose shard or node is unknown: any node. */
  private static final int ANY = 0;

  private static final int NO_SHARD = -1;

  private final LanePlan plan;
  private final String target;
  private final ShardFunction function;
  private final NodeFailover control;
  private final Discovery discovery;
  private final Ticker ticker;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final AtomicLong dueNanos;
  private final Executor background;

  /** Whether a request has failed since the table was fetched. */
  private final AtomicBoolean pressed = new AtomicBoolean();

  /** The delay before the next fetch after a failure; doubles after each fetch without a change. */
  private volatile long hesitationNanos = SHORTEST_NANOS;

  /** Read by all threads; replaced as a whole by the thread that fetches. */
  private volatile Table table;

  /**
   * Starts without a shard table.
   *
   * @param background runs later fetches while requests go on
   */
  public ShardLanes(
      LanePlan plan,
      String target,
      NodeFailover control,
      Discovery discovery,
      Ticker ticker,
      Executor background) {
    this.plan = plan;
    this.target = target;
    this.function = plan.function().get();
    this.control = control;
    this.discovery = discovery;
    this.ticker = ticker;
    this.background = background;
    this.dueNanos = new AtomicLong(ticker.nanos());
    this.table = new Table(function.shards());
  }

  @Override
  public int partitionOf(BulkAction action) {
    return action.id == null || !isHere(action.index)
        ? NO_SHARD
        : function.shardOf(action.id, action.routing());
  }

  private boolean isHere(String index) {
    return index == null || index.equals(target) || index.equals(plan.index());
  }

  @Override
  public int laneOf(int partition) {
    return partition == NO_SHARD ? ANY : table.lanes[partition];
  }

  @Override
  public long version() {
    return table.version;
  }

  @Override
  public Optional<String> addressOf(int lane) {
    return table.addressOf(lane);
  }

  @Override
  public void failed(int lane) {
    pressed.set(true);
    dueNanos.accumulateAndGet(ticker.nanos() + hesitationNanos, ShardLanes::earlier);
  }

  private static long earlier(long one, long other) {
    return one - other < 0 ? one : other;
  }

  @Override
  public void refresh() {
    if (isDue()) {
      background.execute(this::look);
    }
  }

  private boolean isDue() {
    return ticker.nanos() - dueNanos.get() >= 0 && !busy.get();
  }

  /** Fetches the table if it is due. Never fails. Blocks for some seconds at most for each node. */
  public void look() {
    if (!isDue() || !busy.compareAndSet(false, true)) {
      return;
    }
    try {
      boolean failure = pressed.getAndSet(false);
      dueNanos.set(ticker.nanos() + AGAIN_NANOS);
      Table next = table.with(primaries(), addresses(), plan.mode());
      hesitate(failure && next.version == table.version);
      table = next;
    } catch (ElasticsearchException e) {
      log.debug("The shard table could not be refreshed; using the last one", e);
      hesitate(true);
      dueNanos.accumulateAndGet(ticker.nanos() + hesitationNanos, ShardLanes::earlier);
    } finally {
      busy.set(false);
    }
  }

  /** Delays the next fetch if this one brought nothing new. */
  private void hesitate(boolean inVain) {
    hesitationNanos = inVain ? Math.min(2 * hesitationNanos, LONGEST_NANOS) : SHORTEST_NANOS;
  }

  /** The node id of each primary; null if it is not allocated. */
  private String[] primaries() throws ElasticsearchException {
    HttpRequest call =
        HttpRequest.get(
                "/"
                    + HttpRequest.part(plan.index())
                    + "/_search_shards?filter_path=shards.shard,shards.primary,shards.node")
            .within(SOME_SECONDS);
    String[] primaries = new String[function.shards()];
    for (JsonTree copies : control.ask(call, JsonTree::read).at("shards").items()) {
      for (JsonTree copy : copies.items()) {
        int shard = (int) copy.at("shard").number().orElse(NO_SHARD);
        if (copy.at("primary").isTrue() && shard >= 0 && shard < primaries.length) {
          primaries[shard] = copy.at("node").text().orElse(null);
        }
      }
    }
    return primaries;
  }

  private Map<String, String> addresses() throws ElasticsearchException {
    Map<String, String> addresses = new HashMap<>();
    for (Node node : discovery.clusterSoon().nodes()) {
      node.httpAddress().ifPresent(address -> addresses.put(node.id(), address));
    }
    return addresses;
  }

  /** Maps shards to lanes and lanes to addresses. The number of a lane never changes. */
  private static final class Table {
    private final long version;
    private final int[] lanes;
    private final List<String> nodeOfLane;
    private final Map<String, String> addresses;

    Table(int shards) {
      this(0, new int[shards], new ArrayList<>(), new HashMap<>());
    }

    private Table(
        long version, int[] lanes, List<String> nodeOfLane, Map<String, String> addresses) {
      this.version = version;
      this.lanes = lanes;
      this.nodeOfLane = nodeOfLane;
      this.addresses = addresses;
    }

    Table with(String[] primaries, Map<String, String> newAddresses, LaneMode mode) {
      List<String> nodes = new ArrayList<>(nodeOfLane);
      if (mode == LaneMode.SHARD) {
        nodes = Arrays.asList(primaries);
      }
      int[] next = new int[lanes.length];
      for (int shard = 0; shard < next.length; shard++) {
        next[shard] = mode == LaneMode.SHARD ? shard + 1 : laneOf(primaries[shard], nodes);
      }
      boolean same = Arrays.equals(next, lanes);
      return new Table(same ? version : version + 1, next, nodes, newAddresses);
    }

    private static int laneOf(String node, List<String> nodes) {
      if (node == null) {
        return ANY;
      }
      if (!nodes.contains(node)) {
        nodes.add(node);
      }
      return nodes.indexOf(node) + 1;
    }

    Optional<String> addressOf(int lane) {
      if (lane == ANY || lane > nodeOfLane.size()) {
        return Optional.empty();
      }
      return Optional.ofNullable(nodeOfLane.get(lane - 1)).map(addresses::get);
    }
  }
}
