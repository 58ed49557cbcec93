package dev.sluice.bulk;

import dev.sluice.bulk.BulkRequest.Kind;
import dev.sluice.bulk.action.BulkError;
import dev.sluice.bulk.action.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Handles the reply to a bulk request: completes items, queues others for a retry, and collects
 * items to reject, or a reason why the engine must stop. Guarded by the engine's lock.
 */
final class ReplyHandler {

  private final BulkOptions options;
  private final RequestQueue queue;
  private final RunningCounts counts;
  private final BulkRequest request;
  private final long sentAt;
  private final long now;
  private final double random;
  private final List<Rejection> rejections = new ArrayList<>(0);
  private String failure;

  /**
   * Prepares to handle a reply.
   *
   * @param sentAt when the request was sent
   * @param random uniformly distributed, from 0 (inclusive) to 1 (exclusive)
   */
  ReplyHandler(
      BulkOptions options,
      RequestQueue queue,
      RunningCounts counts,
      BulkRequest request,
      long sentAt,
      long now,
      double random) {
    this.options = options;
    this.queue = queue;
    this.counts = counts;
    this.request = request;
    this.sentAt = sentAt;
    this.now = now;
    this.random = random;
  }

  /** The items to reject. */
  List<Rejection> rejections() {
    return rejections;
  }

  /** The reason why the engine must stop. */
  Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  void handle(BulkReply reply) {
    if (reply.kind() != BulkReply.Kind.ITEMS) {
      handleWhole(reply);
    } else if (reply.itemCount() != request.items()) {
      handleWhole(
          BulkReply.unknown(
              "the reply has "
                  + reply.itemCount()
                  + " items, but "
                  + request.items()
                  + " were sent"));
    } else if (request.kind == Kind.COMPARE) {
      handleComparison(reply);
    } else {
      handleItems(reply);
    }
  }

  private void handleWhole(BulkReply reply) {
    String why = reply.toString();
    Verdict verdict = Verdict.ofRequest(reply, request, lane().isAlone());
    if (request.kind == Kind.COMPARE
        && (verdict == Verdict.REJECT || Comparison.isRefused(reply, request))) {
      compared().nobodyCanTell(reply.error());
      return;
    }
    switch (verdict) {
      case RESEND:
        rest(reply);
        again(request.items, request.kind, why, reply.retryAfter(), reply.status() == 429);
        break;
      case RESEND_IN_DOUBT:
        rest(reply);
        doubt(why);
        again(request.items, request.kind, why, reply.retryAfter(), false);
        break;
      case HOLD:
        again(request.items, request.kind, why, hold(), false);
        break;
      case RESEND_HALVED:
        rest(reply);
        halve(why, reply.retryAfter());
        break;
      case SPLIT_IN_DOUBT:
        doubt(why);
        split(reply);
        break;
      case SPLIT:
        split(reply);
        break;
      case REJECT:
        rejections.add(Rejection.of(request.batch, request.items[0], reply.error()));
        break;
      case FATAL:
        fail(hopeless(why));
        break;
      default:
        throw new AssertionError(why);
    }
  }

  /** Makes the lane pause; only a refusal says something about the capacity of the cluster. */
  private void rest(BulkReply reply) {
    if (reply.status() == 429) {
      adaptLimits(1);
    } else {
      lane().unanswered(sentAt, now);
    }
    backOff(reply.retryAfter());
  }

  /**
   * Splits the request; the parts are sent immediately with a full retry timeout, because nothing
   * has failed yet.
   */
  private void split(BulkReply reply) {
    LaneState lane = lane();
    lane.recovered();
    RetryState retries = request.retries.anew();
    counts.resent += request.items();
    if (request.kind == Kind.APPLY && Verdict.isTooLarge(reply, request)) {
      lane.sizes().refused(Verdict.refusedBytes(reply, request), now);
      queue.again(request.partsOf(lane.sizes().partBytes(now), retries));
    } else {
      queue.again(request.halves(retries));
    }
  }

  private void halve(String why, Duration atLeast) {
    retries(request.items, why, atLeast, false)
        .ifPresent(
            retries -> {
              counts.resent += request.items();
              queue.again(request.halves(retries));
            });
  }

  private void handleItems(BulkReply reply) {
    ItemsToResend resending = settleItems(reply);
    adaptLane(resending.crowdedShare(request.items()));
    resend(resending);
  }

  /** Completes the items whose status is final, and returns the others. */
  private ItemsToResend settleItems(BulkReply reply) {
    ItemsToResend resending = new ItemsToResend(request.batch);
    for (int i = 0; i < request.items(); i++) {
      int item = request.items[i];
      if (resending.mustFollow(item)) {
        resending.follow(item);
      } else {
        BulkError error = reply.error(i).orElse(null);
        int status = reply.status(i);
        settle(item, status, verdict(item, status, reply.result(i), error), error, resending);
      }
    }
    return resending;
  }

  /**
   * Continues with the lane if nothing was refused or its limit was reduced; otherwise pauses it.
   */
  private void adaptLane(double refusedShare) {
    lane().accepted(refusedShare == 0);
    if (adaptLimits(refusedShare) || refusedShare == 0) {
      lane().recovered();
    } else {
      backOff(Duration.ZERO);
    }
  }

  private void handleComparison(BulkReply reply) {
    ComparedItems compared = compared();
    compared.take(reply);
    lane().recovered();
    int[] elsewhere = compared.items(Comparison.ELSEWHERE);
    if (elsewhere.length > 0) {
      queue.compareThere(request, elsewhere);
    }
    String why = compared.why();
    again(compared.items(Comparison.AWAY), Kind.COMPARE, why, UnaryOperator.identity());
    again(compared.items(Comparison.UNREAD), Kind.COMPARE, why, RetryState::looked);
    again(compared.items(Comparison.MISSING), Kind.APPLY, why, RetryState::looked);
  }

  private ComparedItems compared() {
    return new ComparedItems(request, rejections);
  }

  private Verdict verdict(int item, int status, ItemResult result, BulkError error) {
    Batch batch = request.batch;
    return Verdict.ofItem(
        batch.operation(item), batch.isVersioned(item), batch.inDoubt(item), status, result, error);
  }

  private void settle(
      int item, int status, Verdict verdict, BulkError error, ItemsToResend resending) {
    Batch batch = request.batch;
    switch (verdict) {
      case INDEXED:
        batch.outcomes.indexed++;
        batch.settle(item);
        break;
      case DELETED:
        batch.outcomes.deleted++;
        batch.settle(item);
        break;
      case NOOP:
        batch.outcomes.noop++;
        batch.settle(item);
        break;
      case ALREADY_THERE:
        batch.outcomes.alreadyThere++;
        batch.settle(item);
        break;
      case REJECT:
        rejections.add(Rejection.of(batch, item, error));
        break;
      case FATAL:
        fail(hopeless(batch.nameText(item) + ": " + error));
        break;
      case RESEND_IN_DOUBT:
        doubt(item, String.valueOf(error));
        resending.add(item, status, verdict, error);
        break;
      case RESEND:
      case HOLD:
      case COMPARE:
        resending.add(item, status, verdict, error);
        break;
      default:
        throw new AssertionError(verdict);
    }
  }

  private void resend(ItemsToResend resending) {
    resending.compared().forEach((index, items) -> queue.compare(request, items, index));
    int[] again = resending.again();
    if (again.length > 0) {
      Duration wait = resending.isOnlyBlocked() ? hold() : Duration.ZERO;
      again(again, Kind.APPLY, resending.why(), wait, resending.isOnlyRefused());
    }
  }

  private void again(int[] items, Kind kind, String why, Duration atLeast, boolean refused) {
    retries(items, why, atLeast, refused)
        .ifPresent(
            retries -> {
              counts.resent += items.length;
              queue.again(request, items, kind, retries);
            });
  }

  /** Retries some items of a comparison, if any. */
  private void again(int[] items, Kind kind, String why, UnaryOperator<RetryState> looked) {
    if (items.length > 0) {
      retries(items, why, Duration.ZERO, false)
          .ifPresent(
              retries -> {
                counts.resent += kind == Kind.APPLY ? items.length : 0;
                queue.again(request, items, kind, looked.apply(retries));
              });
    }
  }

  /** The retry state after this failure; empty if the engine must stop. */
  private Optional<RetryState> retries(int[] items, String why, Duration atLeast, boolean refused) {
    if (nanosLeft() <= 0) {
      fail(gaveUp(items, why));
    }
    if (failure != null) {
      return Optional.empty();
    }
    return Optional.of(
        request.retries.failed(
            now, now + delay(request.retries.failures + 1, atLeast), refused && atLeast.isZero()));
  }

  private long nanosLeft() {
    return request.retries.since(now) + options.retryNanos - now;
  }

  /** Returns whether fewer requests will be sent, so that the lane does not have to pause. */
  private boolean adaptLimits(double refusedShare) {
    counts.refused += refusedShare > 0 ? 1 : 0;
    return queue.adaptLimits(
        request, new ConcurrencyLimit.Answered(refusedShare, request.contentLength(), sentAt, now));
  }

  private LaneState lane() {
    return queue.lane(request);
  }

  private void backOff(Duration atLeast) {
    LaneState lane = lane();
    lane.failed(sentAt, now);
    lane.waitUntil(now + delay(lane.failures(), atLeast));
  }

  /** Never later than the deadline, so that the last try is made at the deadline. */
  private long delay(int failures, Duration atLeast) {
    long wish = Math.max(options.backoff.delayNanos(failures, random), atLeast.toNanos());
    return Math.min(wish, Math.max(nanosLeft(), 0));
  }

  /** How long to wait before a blocked request is retried. */
  private Duration hold() {
    return Duration.ofNanos(options.backoff.capNanos());
  }

  private void doubt(String why) {
    for (int item : request.items) {
      doubt(item, why);
    }
  }

  private void doubt(int item, String why) {
    Batch batch = request.batch;
    batch.doubt(item);
    if (batch.operation(item) == Operation.SCRIPT && !options.updateAtLeastOnce) {
      fail(
          "the outcome of the scripted update of document \""
              + batch.idText(item)
              + "\" is unknown ("
              + why
              + "); sending it again might apply it twice. Set "
              + BulkSettings.UPDATE_AT_LEAST_ONCE
              + "=true to allow this");
    }
  }

  private void fail(String message) {
    if (failure == null) {
      failure = message;
    }
  }

  private String gaveUp(int[] items, String why) {
    String more = items.length == 1 ? "" : " and " + (items.length - 1) + " more";
    return "gave up on a bulk request ("
        + request
        + ") with "
        + request.batch.nameText(items[0])
        + more
        + " after retrying for "
        + Duration.ofNanos(options.retryNanos)
        + "; the last reply was: "
        + why
        + "; fix the cluster, reduce its load, or raise "
        + BulkSettings.RETRY_TIMEOUT;
  }

  private String hopeless(String why) {
    return "The cluster refused a bulk request ("
        + request
        + "), and a retry cannot succeed: "
        + why
        + "; check the index and the job's credentials and privileges";
  }
}
