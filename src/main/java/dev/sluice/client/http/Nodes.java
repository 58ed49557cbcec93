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
 * Chooses the node of each request, in turn, and skips nodes whose connections fail. A failed node
 * is skipped for one second, twice as long after each further failure, up to one minute; one reply
 * resets it. Discovered nodes are preferred; given nodes are the fallback. If all nodes are
 * skipped, the one with the earliest retry is used, so there is always a node. Thread-safe; guarded
 * by this.
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
   * Creates the initial nodes.
   *
   * @param given at least one
   * @param first the start of the rotation, any number: tasks that start together should differ
   */
  public static Nodes of(List<NodeAddress> given, Ticker ticker, int first) {
    return new Nodes(Collections.unmodifiableList(new ArrayList<>(given)), ticker, first);
  }

  /** The next node in turn. */
  synchronized NodeAddress next() {
    return inOrder().get(0);
  }

  /** The node with this URL if it is known and not skipped, otherwise the next in turn. */
  public synchronized NodeAddress nextOr(Optional<String> url) {
    return url.flatMap(this::known).filter(node -> !isAside(node)).orElseGet(this::next);
  }

  private Optional<NodeAddress> known(String url) {
    return Stream.concat(found.stream(), given.stream())
        .filter(node -> node.toString().equalsIgnoreCase(url))
        .findFirst();
  }

  /** All nodes in the order to try them; advances the rotation. */
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

  /** How long the node is still skipped. */
  private long asideNanos(NodeAddress node) {
    Record record = records.get(node);
    return record == null ? 0 : Math.max(0, record.untilNanos - ticker.nanos());
  }

  /** Resets the failures of a node. */
  public synchronized void answered(NodeAddress node) {
    records.remove(node);
  }

  /** Skips the node for a while. Requests that fail together count once. */
  public synchronized void failed(NodeAddress node) {
    if (!isAside(node)) {
      Record record = records.computeIfAbsent(node, key -> new Record());
      record.untilNanos = ticker.nanos() + record.nextNanos;
      record.nextNanos = Math.min(2 * record.nextNanos, LONGEST_NANOS);
    }
  }

  /** Sets the discovered nodes; an empty list means to use the given nodes. */
  public synchronized void found(List<NodeAddress> nodes) {
    found = Collections.unmodifiableList(new ArrayList<>(nodes));
    records.keySet().removeIf(node -> !found.contains(node) && !given.contains(node));
  }

  private static final class Record {
    private long nextNanos = SHORTEST_NANOS;
    private long untilNanos;
  }
}
