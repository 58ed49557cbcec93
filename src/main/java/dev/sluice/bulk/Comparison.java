package dev.sluice.bulk;

import dev.sluice.bulk.action.BulkError;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * The result of comparing a document that a create action met. A pure function of status, error
 * type and number of comparisons; never of an error text.
 */
enum Comparison {
  /** The identical document: our own earlier write. */
  OURS,
  /** A different document, which another client wrote. */
  ANOTHERS,
  /** The document does not exist (any more): create it. */
  MISSING,
  /** The document cannot be read now: compare again until the retry timeout. */
  AWAY,
  /** The document cannot be read, for a reason that may pass: compare again, a few times. */
  UNREAD,
  /**
   * The document may be in the index that the server named when the create met it: compare there.
   */
  ELSEWHERE,
  /** The outcome cannot be determined. */
  UNKNOWN;

  /** The number of comparisons without a result after which the outcome is unknown. */
  static final int MOST_LOOKS = 3;

  private static final BulkError NO_ANSWER =
      BulkError.of("no_answer", "the reply does not mention the document");

  private static final Set<String> PASSING =
      setOf(
          "already_closed_exception",
          "circuit_breaking_exception",
          "cluster_block_exception",
          "connect_transport_exception",
          "es_rejected_execution_exception",
          "illegal_index_shard_state_exception",
          "index_shard_not_started_exception",
          "master_not_discovered_exception",
          "no_shard_available_action_exception",
          "node_closed_exception",
          "node_disconnected_exception",
          "node_not_connected_exception",
          "receive_timeout_transport_exception",
          "shard_not_found_exception",
          "unavailable_shards_exception");

  private static final Set<String> LASTING =
      setOf(
          "illegal_argument_exception",
          "index_closed_exception",
          "index_not_found_exception",
          "routing_missing_exception",
          "security_exception");

  private static Set<String> setOf(String... types) {
    return Collections.unmodifiableSet(new HashSet<>(Arrays.asList(types)));
  }

  /**
   * The result for one document.
   *
   * @param status 200 for the same source, 409 for another, 404 if it does not exist, anything else
   *     if it cannot be read
   * @param error for a document that cannot be read; for another source, why it may still be ours
   * @param looks earlier comparisons without a result
   * @param last whether there is no other index to read
   */
  static Comparison of(int status, BulkError error, int looks, boolean last) {
    switch (status) {
      case 200:
        return OURS;
      case 409:
        return error == null ? ANOTHERS : UNKNOWN;
      case 404:
        return !last ? ELSEWHERE : looks + 1 < MOST_LOOKS ? MISSING : UNKNOWN;
      default:
        return ofError(error == null ? NO_ANSWER : error, looks, last);
    }
  }

  private static Comparison ofError(BulkError error, int looks, boolean last) {
    if (PASSING.contains(error.type())) {
      return AWAY;
    }
    if (!last) {
      return ELSEWHERE;
    }
    return LASTING.contains(error.type()) || looks + 1 >= MOST_LOOKS ? UNKNOWN : UNREAD;
  }

  /** Whether a refusal of the whole request means that none of its documents can be read. */
  static boolean isRefused(BulkReply reply, BulkRequest request) {
    if (reply.kind() != BulkReply.Kind.REFUSED || reply.error().is("cluster_block_exception")) {
      return false;
    }
    switch (reply.status()) {
      case 401:
      case 408:
      case 429:
        return false;
      case 400:
      case 413:
        return request.items() == 1;
      default:
        return reply.status() < 500;
    }
  }
}
