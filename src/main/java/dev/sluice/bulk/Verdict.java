package dev.sluice.bulk;

import dev.sluice.bulk.action.BulkError;
import dev.sluice.bulk.action.Operation;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * What a reply means for a document, or for a whole request. A pure function of status, error type
 * and what was asked; the text of an error is never judged.
 */
enum Verdict {
  /** The document stands in the index as sent. */
  INDEXED,
  /** The document is gone. */
  DELETED,
  /** The index holds it already: our own earlier write, or a newer version. */
  ALREADY_THERE,
  /** A create met a document that may be our own: look at it. */
  COMPARE,
  /** It was not applied, for lack of capacity or of a connection: send it again. */
  RESEND,
  /** It may have been applied: send it again under the id rule. */
  RESEND_IN_DOUBT,
  /** A block that a person may lift: ask again slowly. */
  HOLD,
  /** The same after refusals without end: send it in two halves, which need less at a time. */
  RESEND_HALVED,
  /** The request is too big, or has an item that spoils it: send it in parts, at once. */
  SPLIT,
  /** As SPLIT, and the first items may have been applied: send the parts under the id rule. */
  SPLIT_IN_DOUBT,
  /** It never will be applied. */
  REJECT,
  /** Nobody's retry helps: the engine stops. */
  FATAL;

  private static final String BLOCK = "cluster_block_exception";
  private static final String BREAKER = "circuit_breaking_exception";
  private static final String CONFLICT = "version_conflict_engine_exception";

  /** After so many refusals in a row a request is halved: it may be larger than a node's limit. */
  private static final int PATIENCE = 3;

  /** Errors with a status below 500 that pass when the shard has found its place again. */
  private static final Set<String> PASSING =
      Collections.unmodifiableSet(
          new HashSet<>(
              Arrays.asList(
                  "shard_not_found_exception",
                  "illegal_index_shard_state_exception",
                  "index_shard_not_started_exception",
                  "retry_on_primary_exception")));

  /** What a reply without items means for every item of its request. */
  static Verdict ofRequest(BulkReply reply, BulkRequest request) {
    switch (reply.kind()) {
      case NOT_SENT:
        return RESEND;
      case UNKNOWN:
        return RESEND_IN_DOUBT;
      case HOPELESS:
        return FATAL;
      case REFUSED:
        return ofRefusal(reply, request);
      default:
        throw new AssertionError(reply.kind());
    }
  }

  private static Verdict ofRefusal(BulkReply reply, BulkRequest request) {
    int status = reply.status();
    BulkError error = reply.error();
    switch (status) {
      case 400:
      case 413:
        return request.items() > 1 && reply.isPerhapsInPart()
            ? SPLIT_IN_DOUBT
            : splitOrReject(request);
      case 403:
        return error.is(BLOCK) ? HOLD : FATAL;
      case 429:
        if (error.is(BLOCK)) {
          return HOLD;
        }
        if (isTooLarge(reply, request)) {
          return splitOrReject(request);
        }
        return request.items() > 1 && isHalved(error, request.retries) ? RESEND_HALVED : RESEND;
      default:
        return status == 408 || status >= 500 ? RESEND_IN_DOUBT : FATAL;
    }
  }

  private static Verdict splitOrReject(BulkRequest request) {
    return request.items() > 1 ? SPLIT : REJECT;
  }

  /**
   * Whether a request was refused for its size: by 413, or by a circuit breaker that would refuse
   * these bytes on an idle node too. Its {@code bytes_wanted} counts everybody's bytes, so the
   * request's own are compared with the limit.
   */
  static boolean isTooLarge(BulkReply reply, BulkRequest request) {
    BulkError error = reply.error();
    return reply.status() == 413
        || (error.is(BREAKER)
            && error.bytesLimit().orElse(Long.MAX_VALUE) < request.contentLength());
  }

  /** The size that was too large: of the request, or the limit of the breaker where it is known. */
  static long refusedBytes(BulkReply reply, BulkRequest request) {
    long bytes = request.contentLength();
    return Math.max(1, Math.min(bytes, reply.error().bytesLimit().orElse(bytes)));
  }

  /** Whether a smaller request has a better chance. */
  private static boolean isHalved(BulkError error, RetryState retries) {
    return (error.is(BREAKER) && error.isPermanent())
        || retries.failures % PATIENCE == PATIENCE - 1;
  }

  /**
   * What the answer for one item means.
   *
   * @param inDoubt whether an earlier sending may have been applied
   * @param versioned whether the action carries an external version
   */
  static Verdict ofItem(
      Operation operation, boolean versioned, boolean inDoubt, int status, BulkError error) {
    if (status >= 200 && status < 300) {
      if (error != null) {
        return REJECT; // it went elsewhere
      }
      return operation == Operation.DELETE ? DELETED : INDEXED;
    }
    if (error == null) {
      return operation == Operation.DELETE && status == 404 ? DELETED : RESEND_IN_DOUBT;
    }
    if (PASSING.contains(error.type())) {
      return RESEND_IN_DOUBT;
    }
    switch (status) {
      case 401:
        return FATAL;
      case 403:
        return error.is(BLOCK) ? HOLD : FATAL;
      case 409:
        return ofConflict(operation, versioned, inDoubt, error);
      case 429:
        return error.is(BLOCK) ? HOLD : RESEND;
      default:
        return status >= 500 ? RESEND_IN_DOUBT : ofRefusal(error);
    }
  }

  private static Verdict ofConflict(
      Operation operation, boolean versioned, boolean inDoubt, BulkError error) {
    if (versioned && error.is(CONFLICT)) {
      return ALREADY_THERE;
    }
    if (!inDoubt) {
      return REJECT;
    }
    switch (operation) {
      case CREATE:
        return COMPARE;
      case UPDATE:
      case UPSERT:
        // Our own earlier sending may still have been at work on the same document.
        return RESEND;
      default:
        return REJECT;
    }
  }

  private static Verdict ofRefusal(BulkError error) {
    return error.is("index_closed_exception") ? FATAL : REJECT;
  }
}
