package dev.sluice.cli.rehearse;

import java.util.Optional;

/**
 * Names what limits a load, from the figures of trials.
 *
 * <p>A task that does not wait for Elasticsearch is limited by its source or its CPU. Refused
 * requests mean that the write queue is full. Otherwise the trials with few and with many requests
 * in flight decide: if the rate grows with the requests, the tasks wait for round trips. If it does
 * not, something is saturated, and the answers take longer instead: within the server, if its own
 * {@code took} is most of the round trips, otherwise on the way to it. Immutable.
 */
final class Diagnosis {

  /** The exponent of the rate over the requests in flight: 1 grows in proportion, 0 not at all. */
  private static final double GROWS = 0.5;

  /** The part of the round trip that the server must explain. */
  private static final double SERVERS = 0.5;

  private final TrialFigures base;
  private final Optional<TrialFigures> few;
  private final Optional<TrialFigures> many;
  private final Optional<TrialFigures> moreTasks;
  private final Places places;

  /** Where the primary shards are. */
  static final class Places {
    final int dataNodes;
    final int nodesWithPrimaries;
    final int shards;

    Places(int dataNodes, int nodesWithPrimaries, int shards) {
      this.dataNodes = dataNodes;
      this.nodesWithPrimaries = nodesWithPrimaries;
      this.shards = shards;
    }

    boolean areFew() {
      return nodesWithPrimaries < dataNodes;
    }
  }

  /**
   * Compares trials.
   *
   * @param base with the settings of the load
   * @param few with fewer requests in flight
   * @param many with more requests in flight
   * @param moreTasks with more tasks
   */
  Diagnosis(
      TrialFigures base,
      Optional<TrialFigures> few,
      Optional<TrialFigures> many,
      Optional<TrialFigures> moreTasks,
      Places places) {
    this.base = base;
    this.few = few.filter(TrialFigures::isMeasured);
    this.many = many.filter(TrialFigures::isMeasured);
    this.moreTasks = moreTasks.filter(TrialFigures::isMeasured);
    this.places = places;
  }

  Bottleneck bottleneck() {
    if (base.isRefused()) {
      return Bottleneck.QUEUE;
    }
    if (base.isBySource()) {
      return base.encodingShare > base.sourceShare ? Bottleneck.ENCODING : Bottleneck.SOURCE;
    }
    if (growsWithRequests()) {
      return Bottleneck.ROUND_TRIP;
    }
    if (isOfServer()) {
      return places.areFew() ? Bottleneck.FEW_SHARDS : Bottleneck.SERVER;
    }
    return few.isPresent() || many.isPresent() ? Bottleneck.NETWORK : Bottleneck.ROUND_TRIP;
  }

  /**
   * Whether the server explains most of a round trip. With many requests in flight, the queue is
   * before whatever is saturated, but {@code took} leaves out one of the server's own queues. With
   * few, there is hardly any queue. So both count.
   */
  private boolean isOfServer() {
    double busy = many.orElse(base).serverShare();
    return (busy + few.map(TrialFigures::serverShare).orElse(busy)) / 2 > SERVERS;
  }

  private boolean growsWithRequests() {
    TrialFigures low = few.orElse(base);
    TrialFigures high = many.filter(f -> !f.isRefused()).orElse(base);
    boolean saturated = high != base && gainOfRequests() < Advice.WORTH;
    return low != high && !saturated && exponent(low, high) > GROWS;
  }

  private static double exponent(TrialFigures low, TrialFigures high) {
    double requests = high.inFlight / Math.max(0.01, low.inFlight);
    return requests < 1.2 ? 0 : Math.log(high.rate / low.rate) / Math.log(requests);
  }

  /** How many times as fast the load is with more requests in flight; 1 if that was not tried. */
  double gainOfRequests() {
    return many.map(figures -> figures.rate / base.rate).orElse(1.0);
  }

  /** The same for more tasks. */
  double gainOfTasks() {
    return moreTasks.map(figures -> figures.rate / base.rate).orElse(1.0);
  }

  /** The same for fewer requests in flight. */
  double gainOfFewer() {
    return few.map(figures -> figures.rate / base.rate).orElse(1.0);
  }

  boolean triedRequests() {
    return few.isPresent() && many.isPresent();
  }

  boolean triedTasks() {
    return moreTasks.isPresent();
  }
}
