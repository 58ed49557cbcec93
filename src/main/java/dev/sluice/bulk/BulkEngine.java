package dev.sluice.bulk;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.BulkError;
import dev.sluice.json.JsonFormException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Every decision of the bulk engine, as a state machine without threads, clock or chance: actions
 * are added, requests asked for and answered, and time is told. Actions gather in {@link
 * BatchBuilder}, {@link RequestQueue} says which request goes next, {@link ReplyHandler} takes in
 * what came back. Not thread-safe: whoever owns it holds a lock.
 */
final class BulkEngine {

  private static final int ERRORS_SHOWN = 5;

  private final BulkOptions options;
  private final BatchBuilder builder;
  private final RequestQueue queue;
  private final RunningCounts counts = new RunningCounts();
  private final List<String> firstErrors = new ArrayList<>();
  private final List<Batch> sealed = new ArrayList<>();
  private boolean news;
  private BulkException failure;

  BulkEngine(BulkOptions options, Lanes lanes) {
    this.options = options;
    this.builder = new BatchBuilder(options, lanes);
    this.queue = new RequestQueue(options, lanes);
  }

  /** Whether an action is too large to be held at all. */
  boolean isTooLarge(BulkAction action) {
    return builder.isTooLarge(action);
  }

  /**
   * Takes an action, unless it is a scripted update that an earlier attempt may have applied: then
   * the engine fails.
   *
   * @return false if there is no memory for it until something is answered
   * @throws JsonFormException if its source is not one JSON object; nothing was taken then
   */
  boolean add(BulkAction action) throws JsonFormException {
    if (options.isPerhapsRepeated(action)) {
      fail(new BulkException(repeated(action)));
      return true;
    }
    try {
      boolean taken = builder.take(action);
      if (taken) {
        counts.given++;
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

  /** Sends on what is open, however little. */
  void flush() {
    builder.sealAll();
    queueSealed();
  }

  private void queueSealed() {
    builder.drainTo(sealed);
    if (!sealed.isEmpty()) {
      sealed.forEach(queue::enqueue);
      sealed.clear();
      news = true;
    }
  }

  /** Whether a request was queued since the last call. */
  boolean takeNews() {
    boolean before = news;
    news = false;
    return before;
  }

  /** The next request to send now. */
  Optional<BulkRequest> next(long now) {
    return failure == null ? queue.next(now) : Optional.empty();
  }

  /** Nanoseconds until time alone lets another request go; Long.MAX_VALUE if it will not. */
  long waitNanos(long now) {
    return queue.waitNanos(now);
  }

  /**
   * Takes the reply to a request.
   *
   * @param sentAt when the request was sent
   * @param random drawn evenly from 0 (included) to 1 (excluded)
   * @return the documents to hand to the rejections, outside of any lock, and then to {@link
   *     #rejected}
   */
  List<Rejection> answered(
      BulkRequest request, BulkReply reply, long sentAt, long now, double random) {
    queue.answered(request);
    counts.requests++;
    counts.bytes += request.kind == BulkRequest.Kind.APPLY ? request.contentLength() : 0;
    counts.requestNanos += now - sentAt;
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

  /** Settles documents that {@link Rejections} has taken. */
  void rejected(List<Rejection> taken) {
    for (Rejection rejection : taken) {
      Batch batch = rejection.batch;
      batch.settle(rejection.item);
      if (rejection.unknown) {
        counts.unknown++;
      } else {
        noteRejected(() -> batch.idText(rejection.item), rejection.error);
      }
      if (batch.isSettled()) {
        builder.release(batch);
      }
    }
  }

  /** Counts an action that was refused before it was taken. */
  void rejectedEarly(BulkAction action, BulkError error) {
    counts.given++;
    noteRejected(() -> action.id().orElse(""), error);
  }

  /** Looks for the id of the first few alone: finding it in the batch takes some work. */
  private void noteRejected(Supplier<String> document, BulkError error) {
    counts.rejected++;
    if (firstErrors.size() < ERRORS_SHOWN) {
      String id = document.get();
      String name = id.isEmpty() ? "a document without an id" : "document \"" + id + "\"";
      firstErrors.add(name + ": " + error);
    }
    if (options.budget.isExceeded(counts.rejected, counts.given)) {
      fail(new BulkException(overBudget()));
    }
  }

  /** Judges the budget once no more actions come. */
  void end() {
    if (options.budget.isExceededAtEnd(counts.rejected, counts.given)) {
      fail(new BulkException(overBudget()));
    }
  }

  private String overBudget() {
    return counts.rejected
        + " of "
        + counts.given
        + " documents were rejected, over the limit "
        + BulkSettings.ERRORS_MAX
        + " = "
        + options.budget
        + "; the first errors: "
        + String.join("; ", firstErrors);
  }

  /** Stops everything; the first reason stands. */
  void fail(BulkException reason) {
    if (failure == null) {
      failure = reason;
      queue.clear();
    }
  }

  /** Why it stopped. */
  Optional<BulkException> failure() {
    return Optional.ofNullable(failure);
  }

  /** Whether nothing is open, queued, in flight or being rejected. */
  boolean isIdle() {
    return queue.isEmpty() && builder.isEmpty();
  }

  /** How many requests are outstanding. */
  int inFlight() {
    return queue.inFlight();
  }

  /** Bytes held now. */
  long held() {
    return builder.held();
  }

  RunningCounts running() {
    return counts;
  }

  BulkCounts counts() {
    return new BulkCounts(counts);
  }
}
