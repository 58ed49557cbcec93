package dev.sluice.bulk;

import dev.sluice.bulk.action.BulkError;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * What a look at documents that creates have met says of each. A pure function of status, error
 * type and how often was looked; the text of an error is never judged.
 */
enum Comparison {
  /** It is the very document: our own earlier write. */
  OURS,
  /** It is another one, which somebody else wrote. */
  ANOTHERS,
  /** It is not there (any more): create it. */
  MISSING,
  /** It could not be looked at for now: ask again for as long as anything is retried. */
  AWAY,
  /** It could not be looked at, for a reason that may pass: ask again, a few times. */
  UNREAD,
  /** It may be found in the index that the server named when the create met it: ask there. */
  ELSEWHERE,
  /** Nobody can tell. */
  UNKNOWN;

  /** So many looks that found nothing, or could not look, are enough. */
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
   * What the answer for one document says.
   *
   * @param status 200 for the same source, 409 for another, 404 if it is not there, anything else
   *     if it could not be looked at
   * @param error of a document that could not be looked at; of another source, why it may be ours
   *     nevertheless
   * @param looks earlier ones that found nothing or could not look
   * @param last whether there is no other index to look in
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

  /** Whether an answer for the request as a whole means that none of its documents can be seen. */
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
