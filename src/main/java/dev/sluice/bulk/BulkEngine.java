package dev.sluice.bulk;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.BulkError;
import dev.sluice.bulk.limit.GuardLimit;
import dev.sluice.bulk.limit.Rate;
import dev.sluice.bulk.limit.RateLimit;
import dev.sluice.json.JsonFormException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Makes every decision of the bulk engine, as a state machine without threads, clock or randomness.
 * Actions are added, requests are taken and answered, and the time is passed in. {@link
 * BatchBuilder} collects actions, {@link RequestQueue} chooses the next request, and {@link
 * ReplyHandler} handles replies. Not thread-safe: the owner must hold a lock.
 */
final class BulkEngine {

  private static final int ERRORS_SHOWN = 5;
  private static final int ERRORS_COMPARED = 100;

  private final BulkOptions options;
  private final BatchBuilder builder;
  private final RequestQueue queue;
  private final RunningCounts counts;
  private final Ledger ledger;
  private final TimeSums times = new TimeSums();
  private final Set<String> firstErrors = new LinkedHashSet<>();
  private GuardLimit guard;
  private boolean news;
  private BulkException failure;

  BulkEngine(BulkOptions options, Lanes lanes) {
    this.options = options;
    this.counts = new RunningCounts(options.earlier);
    this.ledger = new Ledger(options.earlier);
    this.builder = new BatchBuilder(options, lanes, ledger);
    this.queue = new RequestQueue(options, lanes);
  }

  /** Whether an action is too large to be held at all. */
  boolean isTooLarge(BulkAction action) {
    return builder.isTooLarge(action);
  }

  /**
   * Takes an action. A scripted update that an earlier attempt may have applied fails the engine
   * instead.
   *
   * @return false if there is no memory until a request is answered
   * @throws JsonFormException if the source is not one JSON object; nothing was taken
   */
  boolean add(BulkAction action) throws JsonFormException {
    if (options.isPerhapsRepeated(action)) {
      fail(new BulkException(repeated(action)));
      return true;
    }
    try {
      boolean taken = builder.take(action);
      if (taken) {
        ledger.current().given++;
      }
      return taken;
    } finally {
      queueSealed();
    }
  }

  private static String repeated(BulkAction action) {
    return "an earlier attempt of this task may have applied the scripted update of document \""
        + action.id
        + "\"; sending it again might apply it twice. Set "
        + BulkSettings.UPDATE_AT_LEAST_ONCE
        + "=true to allow this, or run the job again on an index without these updates";
  }

  /** Seals all open batches, of any size. */
  void flush() {
    builder.sealAll();
    queueSealed();
  }

  private void queueSealed() {
    for (Batch batch = builder.nextSealed(); batch != null; batch = builder.nextSealed()) {
      queue.enqueue(batch);
      news = true;
    }
  }

  /** Whether a request was queued since the last call. */
  boolean takeNews() {
    boolean before = news;
    news = false;
    return before;
  }

  /** Changes the rate of requests from now on. */
  void limit(Rate share, long now) {
    builder.limit(share);
    queue.limit(share, now);
  }

  /** The rate limit. */
  RateLimit rate() {
    return queue.rate();
  }

  /** Whether a request waits only for the rate limit, as of the last call of {@link #next}. */
  boolean isHeldByRate() {
    return queue.isHeldByRate();
  }

  /**
   * Adapts the requests to searches from now on.
   *
   * @param boundNanos the maximum p95 of their latency
   */
  void guard(long boundNanos) {
    guard = new GuardLimit(boundNanos, options.inFlight.most());
    queue.guard(guard);
    builder.limitBytes(GuardLimit.MOST_BYTES);
  }

  /**
   * Adapts the requests to a search, after {@link #guard}.
   *
   * @param nanos its latency; Long.MAX_VALUE if it failed
   */
  void searched(long nanos) {
    guard.searched(nanos);
  }

  /** The next request to send now. */
  Optional<BulkRequest> next(long now) {
    return failure == null ? queue.next(now) : Optional.empty();
  }

  /**
   * Nanoseconds until the next request can be sent by the passing of time alone; Long.MAX_VALUE if
   * none.
   */
  long waitNanos(long now) {
    return queue.waitNanos(now);
  }

  /**
   * Handles the reply to a request.
   *
   * @param sentAt when the request was sent
   * @param random uniformly distributed, from 0 (inclusive) to 1 (exclusive)
   * @return the documents to pass to the rejections, outside any lock, and then to {@link
   *     #rejected}
   */
  List<Rejection> answered(
      BulkRequest request, BulkReply reply, long sentAt, long now, double random) {
    queue.answered(request);
    counts.requests++;
    counts.bytes += request.kind == BulkRequest.Kind.APPLY ? request.contentLength() : 0;
    counts.requestNanos += now - sentAt;
    counts.serverNanos += reply.tookNanos();
    if (guard != null) {
      guard.answered(now - sentAt, reply.tookNanos());
    }
    if (failure != null) {
      return Collections.emptyList();
    }
    ReplyHandler handler = new ReplyHandler(options, queue, counts, request, sentAt, now, random);
    handler.handle(reply);
    if (request.batch.isSettled()) {
      builder.release(request.batch);
    }
    handler.failure().ifPresent(why -> fail(new BulkException(why)));
    return handler.rejections();
  }

  /** Completes documents that {@link Rejections} has stored. */
  void rejected(List<Rejection> taken) {
    for (Rejection rejection : taken) {
      Batch batch = rejection.batch;
      batch.settle(rejection.item);
      if (rejection.unknown) {
        batch.outcomes.unknown++;
      } else {
        batch.outcomes.rejected++;
        noteRejected(() -> batch.idText(rejection.item), rejection.error);
      }
      if (batch.isSettled()) {
        builder.release(batch);
      }
    }
  }

  /** Counts an action that was rejected before it was taken. */
  void rejectedEarly(BulkAction action, BulkError error) {
    ledger.current().given++;
    ledger.current().rejected++;
    noteRejected(() -> action.id().orElse(""), error);
  }

  /** Finds the id only for the first few, because finding it in the batch is expensive. */
  private void noteRejected(Supplier<String> document, BulkError error) {
    if (firstErrors.size() < ERRORS_SHOWN && ledger.rejected() <= ERRORS_COMPARED) {
      String id = document.get();
      String name = id.isEmpty() ? "a document without an id" : "document \"" + id + "\"";
      firstErrors.add(name + ": " + error);
    }
    if (options.budget.isExceeded(ledger.rejected(), ledger.given())) {
      fail(new BulkException(overBudget()));
    }
  }

  /** Checks the error budget after the last action. */
  void end() {
    if (options.budget.isExceededAtEnd(ledger.rejected(), ledger.given())) {
      fail(new BulkException(overBudget()));
    }
  }

  private String overBudget() {
    return ledger.rejected()
        + " of "
        + ledger.given()
        + " documents were rejected, over the limit "
        + BulkSettings.ERRORS_MAX
        + " = "
        + options.budget
        + "; the first errors: "
        + String.join("; ", firstErrors);
  }

  /** Stops the engine; the first reason is kept. */
  void fail(BulkException reason) {
    if (failure == null) {
      failure = reason;
      queue.clear();
    }
  }

  /** The reason why the engine stopped. */
  Optional<BulkException> failure() {
    return Optional.ofNullable(failure);
  }

  /** Whether nothing is open, queued, in flight or being rejected. */
  boolean isIdle() {
    return queue.isEmpty() && builder.isEmpty();
  }

  /** The number of requests in flight. */
  int inFlight() {
    return queue.inFlight();
  }

  /** The bytes held now. */
  long held() {
    return builder.held();
  }

  /** A caller begins to wait, in real time. */
  void waits(TimeSums.Wait wait, long now) {
    advance(now);
    times.begin(wait);
  }

  /** A caller has waited, in real time. */
  void waited(TimeSums.Wait wait, long now) {
    advance(now);
    times.end(wait);
  }

  /**
   * Adds the time until now to the times of the counts. Call it before {@link #next} and {@link
   * #answered}. This is the real time, which goes on while the time of requests stands still.
   */
  void advance(long now) {
    times.advance(now, queue.inFlight(), queue.isPaused());
  }

  /** The counts, with times until now, in real time. */
  BulkCounts counts(long now) {
    advance(now);
    return counts();
  }

  /** The counts, with times until the last change. */
  BulkCounts counts() {
    return new BulkCounts(ledger.sum(), counts, times);
  }

  /** The number of barriers placed so far. */
  int barriers() {
    return ledger.current().barriers;
  }

  /**
   * Places a barrier behind the actions so far, and sends them: an open batch would keep it
   * pending.
   *
   * @throws IllegalStateException if one is pending
   */
  void barrier() {
    ledger.place();
    flush();
  }

  /**
   * The counts of exactly the actions before the last barrier, when each of them has an outcome;
   * empty before, or if no barrier was placed. The sums over requests are those until now.
   */
  Optional<BulkCounts> settled() {
    return ledger.isSettled() && failure == null
        ? Optional.of(new BulkCounts(ledger.before(), counts, times))
        : Optional.empty();
  }
}
