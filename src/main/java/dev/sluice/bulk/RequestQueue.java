package dev.sluice.bulk;

import dev.sluice.bulk.limit.GuardLimit;
import dev.sluice.bulk.limit.Rate;
import dev.sluice.bulk.limit.RateLimit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Queues bulk requests and chooses the next one. It keeps the concurrency limit and the rate limit,
 * waits until a retry is due, and waits for earlier requests on the same documents. A failing lane
 * gets one probe at a time, and an idle one need not wait for the time of a refused request.
 * Retries go before new requests. Guarded by the engine's lock.
 */
final class RequestQueue {

  /** A node collects all documents of a multi-get in memory before it replies. */
  private static final int COMPARED_AT_ONCE = 64;

  private final BulkOptions options;
  private final Lanes lanes;
  private final List<BulkRequest> waiting = new ArrayList<>();
  private final ConcurrencyLimit all;
  private final RateLimit rate = new RateLimit();
  private final Map<Integer, LaneState> states = new HashMap<>();
  private GuardLimit guard;
  private boolean heldByRate;
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

  /** The next request that may be sent now; the caller must send it. */
  Optional<BulkRequest> next(long now) {
    heldByRate = false;
    if (slotNanos(now) > 0) {
      return Optional.empty();
    }
    for (int i = 0; i < waiting.size(); i++) {
      BulkRequest request = waiting.get(i);
      if (isDue(request) && retryNanos(request, now) == 0 && lane(request).admits(now)) {
        waiting.remove(i);
        long parts = partBytes(request, now);
        if (parts < request.contentLength() && request.items() > 1) {
          waiting.addAll(i, request.partsOf(parts, request.retries));
          i--; // the first part is next
          continue;
        }
        if (rateNanos(request, now) > 0) {
          heldByRate = true;
          waiting.add(i, request); // a smaller one must not overtake it again and again
          return Optional.empty();
        }
        send(request, now);
        return Optional.of(request);
      }
    }
    return Optional.empty();
  }

  private void send(BulkRequest request, long now) {
    inFlight++;
    if (request.kind == BulkRequest.Kind.APPLY) {
      rate.sent(request.contentLength(), request.items(), now);
    }
    all.sent(inFlight, now);
    if (guard != null) {
      guard.sent(inFlight, now);
    }
    lane(request).sent(now);
  }

  /**
   * Nanoseconds until a request is due for its retry. A refused one is due when its lane is idle:
   * with nothing else to send, as at the end of a task, waiting would leave the lane unused.
   */
  private long retryNanos(BulkRequest request, long now) {
    RetryState retries = request.retries;
    return retries.refused && lane(request).isIdle() ? 0 : retries.waitNanos(now);
  }

  /** Nanoseconds until the rate limit admits a request; a comparison is small and only reads. */
  private long rateNanos(BulkRequest request, long now) {
    return request.kind == BulkRequest.Kind.APPLY
        ? rate.waitNanos(request.contentLength(), request.items(), now)
        : 0;
  }

  /** Nanoseconds until one more request may be in flight; Long.MAX_VALUE if not by time alone. */
  private long slotNanos(long now) {
    long rest = all.waitNanos(inFlight, now);
    return guard == null ? rest : Math.max(rest, guard.waitNanos(inFlight, now));
  }

  /** Changes the rate of requests from now on. */
  void limit(Rate share, long now) {
    rate.change(
        share,
        share.requestBytes(options.bulkBytes),
        share.requestDocuments(options.bulkActions),
        now);
  }

  /** The rate limit. */
  RateLimit rate() {
    return rate;
  }

  /** Whether a request waits only for the rate limit. */
  boolean isHeldByRate() {
    return heldByRate;
  }

  /** Sends small requests, and adapts them to searches, from now on. */
  void guard(GuardLimit limit) {
    guard = limit;
  }

  /** The size of the parts to send a request in; that of the request if it is not too large. */
  private long partBytes(BulkRequest request, long now) {
    long whole = request.contentLength();
    if (request.kind != BulkRequest.Kind.APPLY) {
      return whole;
    }
    SizeLimit sizes = lane(request).sizes();
    long accepted = sizes.forbids(whole, now) ? sizes.partBytes(now) : whole;
    return guard == null ? accepted : Math.min(accepted, guard.requestBytes());
  }

  /** Whether all earlier requests on the same documents are completed. */
  private static boolean isDue(BulkRequest request) {
    return request.batch.isFree()
        && (!request.retries.inOrder || request.batch.isSettledBefore(request.items[0]));
  }

  /**
   * Nanoseconds until a request can be sent by the passing of time alone; Long.MAX_VALUE if none.
   */
  long waitNanos(long now) {
    long least = Long.MAX_VALUE;
    long rest = slotNanos(now);
    if (rest == Long.MAX_VALUE) {
      return rest;
    }
    for (BulkRequest request : waiting) {
      long wait = Math.max(rest, Math.max(retryNanos(request, now), lane(request).waitNanos(now)));
      wait = Math.max(wait, rateNanos(request, now));
      if (wait > 0 && wait < least && isDue(request)) {
        least = wait;
      }
    }
    return least;
  }

  LaneState lane(BulkRequest request) {
    return states.computeIfAbsent(request.lane(), lane -> new LaneState(options.inFlight.limit()));
  }

  /** Releases the slot of a request that was answered or failed. */
  void answered(BulkRequest request) {
    inFlight--;
    lane(request).answered();
  }

  /**
   * Adapts the limits to a reply. A refusal says nothing about other lanes.
   *
   * @return whether fewer requests will be sent, so that the lane does not have to pause
   */
  boolean adaptLimits(BulkRequest request, ConcurrencyLimit.Answered answer) {
    if (answer.refusedShare == 0) {
      all.answered(answer);
    }
    return lane(request).adapt(answer);
  }

  /** Queues some items of a request again, each for the lane that serves it now. */
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

  /** Queues the parts of a split request before all others. */
  void again(List<BulkRequest> parts) {
    waiting.addAll(0, parts);
  }

  /**
   * Queues comparisons of documents that create actions met, in portions, to limit the size of
   * replies.
   *
   * @param index the index in which they met them; empty if unknown
   */
  void compare(BulkRequest request, int[] items, String index) {
    for (int from = 0; from < items.length; from += COMPARED_AT_ONCE) {
      int to = Math.min(items.length, from + COMPARED_AT_ONCE);
      waiting.add(0, request.compare(Arrays.copyOfRange(items, from, to), index));
    }
  }

  /** Queues a comparison of some documents in the index where create actions met them. */
  void compareThere(BulkRequest request, int[] items) {
    waiting.add(0, request.compareThere(items));
  }

  boolean isEmpty() {
    return waiting.isEmpty() && inFlight == 0;
  }

  int inFlight() {
    return inFlight;
  }

  /** Whether there are requests, and all of them must wait. */
  boolean isPaused() {
    return inFlight == 0 && !waiting.isEmpty();
  }

  void clear() {
    waiting.clear();
  }
}
