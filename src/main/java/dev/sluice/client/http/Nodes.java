package dev.sluice.client.http;

import dev.sluice.flow.Ticker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Chooses the node for each request: in turn, leaving out those whose connections fail. A node that
 * fails is set aside for a second, and for twice as long each further time, up to a minute; one
 * answer clears its name. Found nodes go before given ones, which are kept for when no found one is
 * left. Where all are set aside, the one whose time is up first is chosen: there is always a node.
 * Thread-safe; everything is guarded by this.
 */
public final class Nodes {

  private static final long SHORTEST_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Ticker ticker;
  private final List<NodeAddress> given;
  private final Map<NodeAddress, Record> records = new HashMap<>();
  private List<NodeAddress> found = Collections.emptyList();
  private int turn;

  private Nodes(List<NodeAddress> given, Ticker ticker, int turn) {
    this.given = given;
    this.ticker = ticker;
    this.turn = turn;
  }

  /**
   * The nodes to begin with.
   *
   * @param given at least one
   * @param first whose turn is first, any number: tasks that start together should differ
   */
  public static Nodes of(List<NodeAddress> given, Ticker ticker, int first) {
    return new Nodes(Collections.unmodifiableList(new ArrayList<>(given)), ticker, first);
  }

  /** The next in turn. */
  synchronized NodeAddress next() {
    return inOrder().get(0);
  }

  /** The node of a URL, if it is known and in good standing, or else the next in turn. */
  public synchronized NodeAddress nextOr(Optional<String> url) {
    return url.flatMap(this::known).filter(node -> !isAside(node)).orElseGet(this::next);
  }

  private Optional<NodeAddress> known(String url) {
    return Stream.concat(found.stream(), given.stream())
        .filter(node -> node.toString().equalsIgnoreCase(url))
        .findFirst();
  }

  /** Every node, in the order in which to try them; the turn moves on. */
  public synchronized List<NodeAddress> inOrder() {
    int start = turn++;
    Set<NodeAddress> order = new LinkedHashSet<>();
    addGood(order, found, start);
    addGood(order, given, start);
    List<NodeAddress> aside = new ArrayList<>(found);
    aside.addAll(given);
    aside.sort((a, b) -> Long.compare(asideNanos(a), asideNanos(b)));
    order.addAll(aside);
    return Collections.unmodifiableList(new ArrayList<>(order));
  }

  private void addGood(Set<NodeAddress> order, List<NodeAddress> nodes, int start) {
    for (int i = 0; i < nodes.size(); i++) {
      NodeAddress node = nodes.get(Math.floorMod(start + i, nodes.size()));
      if (!isAside(node)) {
        order.add(node);
      }
    }
  }

  private boolean isAside(NodeAddress node) {
    return asideNanos(node) > 0;
  }

  /** How long the node is still set aside. */
  private long asideNanos(NodeAddress node) {
    Record record = records.get(node);
    return record == null ? 0 : Math.max(0, record.untilNanos - ticker.nanos());
  }

  /** Clears the node's name. */
  public synchronized void answered(NodeAddress node) {
    records.remove(node);
  }

  /** Sets the node aside. Requests that fail together count once. */
  public synchronized void failed(NodeAddress node) {
    if (!isAside(node)) {
      Record record = records.computeIfAbsent(node, key -> new Record());
      record.untilNanos = ticker.nanos() + record.nextNanos;
      record.nextNanos = Math.min(2 * record.nextNanos, LONGEST_NANOS);
    }
  }

  /** Goes over to the nodes found; none found means back to the given ones. */
  public synchronized void found(List<NodeAddress> nodes) {
    found = Collections.unmodifiableList(new ArrayList<>(nodes));
    records.keySet().removeIf(node -> !found.contains(node) && !given.contains(node));
  }

  private static final class Record {
    private long nextNanos = SHORTEST_NANOS;
    private long untilNanos;
  }
}
