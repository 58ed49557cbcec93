package dev.sluice.bulk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The queue of bulk requests: decides which goes next. Never more than the concurrency limit at a
 * time, none before its retry is due, none before an earlier one on the same documents, one probe
 * at most to a lane that fails, and retries before new ones. Guarded by the engine's lock.
 */
final class RequestQueue {

  /** A multi-get gathers all its documents in the memory of a node before it answers. */
  private static final int COMPARED_AT_ONCE = 64;

  private final BulkOptions options;
  private final Lanes lanes;
  private final List<BulkRequest> waiting = new ArrayList<>();
  private final ConcurrencyLimit all;
  private final Map<Integer, LaneState> states = new HashMap<>();
  private int inFlight;

  RequestQueue(BulkOptions options, Lanes lanes) {
    this.options = options;
    this.lanes = lanes;
    this.all = options.inFlight.limit();
  }

  /** Queues a sealed batch as one request. */
  void enqueue(Batch batch) {
    int[] items = new int[batch.items()];
    Arrays.setAll(items, i -> i);
    waiting.add(
        new BulkRequest(
            batch, items, BulkRequest.Kind.APPLY, batch.lane, options.gzip, RetryState.NONE));
  }

  /** The next request that may be sent now; the caller sends it. */
  Optional<BulkRequest> next(long now) {
    if (all.waitNanos(inFlight, now) > 0) {
      return Optional.empty();
    }
    for (int i = 0; i < waiting.size(); i++) {
      BulkRequest request = waiting.get(i);
      if (isDue(request) && request.retries.mayGo(now) && lane(request).admits(now)) {
        waiting.remove(i);
        if (isTooLarge(request, now)) {
          waiting.addAll(i, request.partsOf(lane(request).sizes().partBytes(now), request.retries));
          i--; // the first part is next
          continue;
        }
        inFlight++;
        all.sent(inFlight, now);
        lane(request).sent(now);
        return Optional.of(request);
      }
    }
    return Optional.empty();
  }

  /** Whether its lane would refuse it for its size, and it can be cut. */
  private boolean isTooLarge(BulkRequest request, long now) {
    return request.kind == BulkRequest.Kind.APPLY
        && request.items() > 1
        && lane(request).sizes().forbids(request.contentLength(), now);
  }

  /** Whether everything that must be applied before has been. */
  private static boolean isDue(BulkRequest request) {
    return request.batch.isFree()
        && (!request.retries.inOrder || request.batch.isSettledBefore(request.items[0]));
  }

  /** Nanoseconds until time alone lets another request go; Long.MAX_VALUE if it will not. */
  long waitNanos(long now) {
    long least = Long.MAX_VALUE;
    long rest = all.waitNanos(inFlight, now);
    if (rest == Long.MAX_VALUE) {
      return rest;
    }
    for (BulkRequest request : waiting) {
      long wait =
          Math.max(rest, Math.max(request.retries.waitNanos(now), lane(request).waitNanos(now)));
      if (wait > 0 && wait < least && isDue(request)) {
        least = wait;
      }
    }
    return least;
  }

  LaneState lane(BulkRequest request) {
    return states.computeIfAbsent(request.lane(), lane -> new LaneState(options.inFlight.limit()));
  }

  /** Takes back the place of a request that was answered, in whatever way. */
  void answered(BulkRequest request) {
    inFlight--;
    lane(request).answered();
  }

  /**
   * Adapts the limits to an answer. A refusal says nothing of the other lanes.
   *
   * @return whether fewer requests will be sent, so that the lane need not rest
   */
  boolean adaptLimits(BulkRequest request, ConcurrencyLimit.Answered answer) {
    if (answer.refusedShare == 0) {
      all.answered(answer);
    }
    return lane(request).adapt(answer);
  }

  /** Queues some items of a request once more, each to the lane that serves it now. */
  void again(BulkRequest request, int[] items, BulkRequest.Kind kind, RetryState retries) {
    Map<Integer, List<Integer>> byLane = new HashMap<>();
    for (int item : items) {
      int lane = lanes.laneOf(request.batch.partition(item));
      byLane.computeIfAbsent(lane, key -> new ArrayList<>()).add(item);
    }
    byLane.forEach(
        (lane, some) ->
            waiting.add(
                0,
                request.select(
                    some.stream().mapToInt(Integer::intValue).toArray(), kind, lane, retries)));
  }

  /** Queues a request as the parts it was cut into, before all others. */
  void again(List<BulkRequest> parts) {
    waiting.addAll(0, parts);
  }

  /**
   * Asks for the documents that creates have met, in portions, so that no reply is about many.
   *
   * @param index in which they met them; empty if not known
   */
  void compare(BulkRequest request, int[] items, String index) {
    for (int from = 0; from < items.length; from += COMPARED_AT_ONCE) {
      int to = Math.min(items.length, from + COMPARED_AT_ONCE);
      waiting.add(0, request.compare(Arrays.copyOfRange(items, from, to), index));
    }
  }

  /** Asks for some documents of a comparison in the index where creates met them. */
  void compareThere(BulkRequest request, int[] items) {
    waiting.add(0, request.compareThere(items));
  }

  boolean isEmpty() {
    return waiting.isEmpty() && inFlight == 0;
  }

  int inFlight() {
    return inFlight;
  }

  void clear() {
    waiting.clear();
  }
}
