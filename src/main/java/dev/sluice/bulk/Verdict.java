package dev.sluice.bulk;

import dev.sluice.bulk.action.BulkError;
import dev.sluice.bulk.action.Operation;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * The meaning of a reply for a document or for a whole request. A pure function of status, error
 * type and request; never of an error text.
 */
enum Verdict {
  /** The document was indexed. */
  INDEXED,
  /** The document was deleted. */
  DELETED,
  /** Applied without changing anything. */
  NOOP,
  /** The document already exists: our own earlier write, or a newer version. */
  ALREADY_THERE,
  /** A create met a document that may be our own: compare it. */
  COMPARE,
  /** Not applied, for lack of capacity or of a connection: resend. */
  RESEND,
  /** May have been applied: resend with the rules for documents in doubt. */
  RESEND_IN_DOUBT,
  /** Blocked until a person removes the block: retry slowly. */
  HOLD,
  /** Refused many times: resend in two halves, which need less capacity each. */
  RESEND_HALVED,
  /** The request is too large, or an item makes it invalid: send it in parts immediately. */
  SPLIT,
  /**
   * Like SPLIT, but the first items may have been applied: send the parts with the rules for
   * documents in doubt.
   */
  SPLIT_IN_DOUBT,
  /** It can never be applied. */
  REJECT,
  /** A retry cannot succeed: the engine stops. */
  FATAL;

  private static final String BLOCK = "cluster_block_exception";
  private static final String BREAKER = "circuit_breaking_exception";
  private static final String CONFLICT = "version_conflict_engine_exception";

  /**
   * The number of consecutive refusals after which a request is halved: it may exceed a node's
   * limit.
   */
  private static final int PATIENCE = 3;

  /** Errors with a status below 500 that pass when the shard is allocated again. */
  private static final Set<String> PASSING =
      Collections.unmodifiableSet(
          new HashSet<>(
              Arrays.asList(
                  "shard_not_found_exception",
                  "illegal_index_shard_state_exception",
                  "index_shard_not_started_exception",
                  "retry_on_primary_exception")));

  /**
   * The meaning of a reply without items for every item of its request.
   *
   * @param alone whether no other request is in flight to the same node
   */
  static Verdict ofRequest(BulkReply reply, BulkRequest request, boolean alone) {
    switch (reply.kind()) {
      case NOT_SENT:
        return RESEND;
      case UNKNOWN:
        return RESEND_IN_DOUBT;
      case HOPELESS:
        return FATAL;
      case REFUSED:
        return ofRefusal(reply, request, alone);
      default:
        throw new AssertionError(reply.kind());
    }
  }

  private static Verdict ofRefusal(BulkReply reply, BulkRequest request, boolean alone) {
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
        return request.items() > 1 && isHalved(error, request.retries, alone)
            ? RESEND_HALVED
            : RESEND;
      default:
        return status == 408 || status >= 500 ? RESEND_IN_DOUBT : FATAL;
    }
  }

  private static Verdict splitOrReject(BulkRequest request) {
    return request.items() > 1 ? SPLIT : REJECT;
  }

  /**
   * Whether a request was refused for its size: by 413, or by a circuit breaker that would refuse
   * these bytes on an idle node, too. The {@code bytes_wanted} of the error count all requests, so
   * the request's own bytes are compared with the limit.
   */
  static boolean isTooLarge(BulkReply reply, BulkRequest request) {
    BulkError error = reply.error();
    return reply.status() == 413
        || (error.is(BREAKER)
            && error.bytesLimit().orElse(Long.MAX_VALUE) < request.contentLength());
  }

  /** The size that was too large: of the request, or the limit of the circuit breaker if known. */
  static long refusedBytes(BulkReply reply, BulkRequest request) {
    long bytes = request.contentLength();
    return Math.max(1, Math.min(bytes, reply.error().bytesLimit().orElse(bytes)));
  }

  /**
   * Whether a smaller request is more likely to succeed. Beside others, a request is also refused
   * for their number, as by a full write queue, and two halves would be one more.
   */
  private static boolean isHalved(BulkError error, RetryState retries, boolean alone) {
    return (error.is(BREAKER) && error.isPermanent())
        || (alone && retries.failures % PATIENCE == PATIENCE - 1);
  }

  /**
   * The meaning of the result for one item.
   *
   * @param inDoubt whether an earlier request may have been applied
   * @param versioned whether the action has an external version
   * @param result what was done, if the status is a success
   */
  static Verdict ofItem(
      Operation operation,
      boolean versioned,
      boolean inDoubt,
      int status,
      ItemResult result,
      BulkError error) {
    if (status >= 200 && status < 300) {
      return error == null
          ? ofSuccess(operation, result)
          : REJECT; // it was written to another place
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

  private static Verdict ofSuccess(Operation operation, ItemResult result) {
    switch (result) {
      case DELETED:
        return DELETED;
      case NOOP:
        return NOOP;
      default:
        return operation == Operation.DELETE ? DELETED : INDEXED;
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
        // Our own earlier request may still be working on the same document.
        return RESEND;
      default:
        return REJECT;
    }
  }

  private static Verdict ofRefusal(BulkError error) {
    return error.is("index_closed_exception") ? FATAL : REJECT;
  }
}
