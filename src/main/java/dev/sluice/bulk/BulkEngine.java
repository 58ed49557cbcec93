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
  private final BatchBuilder intake;
  private final RequestQueue dispatch;
  private final RunningCounts ledger = new RunningCounts();
  private final List<String> firstErrors = new ArrayList<>();
  private final List<Batch> sealed = new ArrayList<>();
  private boolean news;
  private BulkException failure;

  BulkEngine(BulkOptions options, Lanes lanes) {
    this.options = options;
    this.intake = new BatchBuilder(options, lanes);
    this.dispatch = new RequestQueue(options, lanes);
  }

  /** Whether an action is too large to be held at all. */
  boolean isTooLarge(BulkAction action) {
    return intake.isTooLarge(action);
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
      boolean taken = intake.take(action);
      if (taken) {
        ledger.given++;
      }
      return taken;
    } finally {
      queueSealed();
    }
  }

  private static String repeated(BulkAction action) {
    return "an earlier attempt of this task may have applied the scripted update of document \""
        + action.id
        + "\", and sending it again might apply it twice; set "
        + BulkSettings.UPDATE_AT_LEAST_ONCE
        + "=true if that is harmless, or run the job again on an index without these updates";
  }

  /** Sends on what is open, however little. */
  void flush() {
    intake.sealAll();
    queueSealed();
  }

  private void queueSealed() {
    intake.drainTo(sealed);
    if (!sealed.isEmpty()) {
      sealed.forEach(dispatch::enqueue);
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
    return failure == null ? dispatch.next(now) : Optional.empty();
  }

  /** Nanoseconds until time alone lets another request go; Long.MAX_VALUE if it will not. */
  long waitNanos(long now) {
    return dispatch.waitNanos(now);
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
    dispatch.answered(request);
    ledger.requests++;
    ledger.bytes += request.kind == BulkRequest.Kind.APPLY ? request.contentLength() : 0;
    ledger.requestNanos += now - sentAt;
    if (failure != null) {
      return Collections.emptyList();
    }
    ReplyHandler answer = new ReplyHandler(options, dispatch, ledger, request, sentAt, now, random);
    answer.take(reply);
    if (request.batch.isSettled()) {
      intake.release(request.batch);
    }
    answer.failure().ifPresent(why -> fail(new BulkException(why)));
    return answer.rejections();
  }

  /** Settles documents that {@link Rejections} has taken. */
  void rejected(List<Rejection> taken) {
    for (Rejection rejection : taken) {
      Batch batch = rejection.batch;
      batch.settle(rejection.item);
      if (rejection.unknown) {
        ledger.unknown++;
      } else {
        noteRejected(() -> batch.idText(rejection.item), rejection.error);
      }
      if (batch.isSettled()) {
        intake.release(batch);
      }
    }
  }

  /** Counts an action that was refused before it was taken. */
  void rejectedEarly(BulkAction action, BulkError error) {
    ledger.given++;
    noteRejected(() -> action.id().orElse(""), error);
  }

  /** Looks for the id of the first few alone: finding it in the batch takes some work. */
  private void noteRejected(Supplier<String> document, BulkError error) {
    ledger.rejected++;
    if (firstErrors.size() < ERRORS_SHOWN) {
      String id = document.get();
      String name = id.isEmpty() ? "a document without id" : "document \"" + id + "\"";
      firstErrors.add(name + ": " + error);
    }
    if (options.budget.isExceeded(ledger.rejected, ledger.given)) {
      fail(new BulkException(overBudget()));
    }
  }

  /** Judges the budget once no more actions come. */
  void end() {
    if (options.budget.isExceededAtEnd(ledger.rejected, ledger.given)) {
      fail(new BulkException(overBudget()));
    }
  }

  private String overBudget() {
    return ledger.rejected
        + " of "
        + ledger.given
        + " documents were rejected, more than "
        + BulkSettings.ERRORS_MAX
        + " = "
        + options.budget
        + " allows; the first: "
        + String.join("; ", firstErrors);
  }

  /** Stops everything; the first reason stands. */
  void fail(BulkException reason) {
    if (failure == null) {
      failure = reason;
      dispatch.clear();
    }
  }

  /** Why it stopped. */
  Optional<BulkException> failure() {
    return Optional.ofNullable(failure);
  }

  /** Whether nothing is open, queued, in flight or being rejected. */
  boolean isIdle() {
    return dispatch.isEmpty() && intake.isEmpty();
  }

  /** How many requests are outstanding. */
  int inFlight() {
    return dispatch.inFlight();
  }

  /** Bytes held now. */
  long held() {
    return intake.held();
  }

  RunningCounts ledger() {
    return ledger;
  }

  BulkCounts counts() {
    return new BulkCounts(ledger);
  }
}
