package dev.sluice.bulk;

import dev.sluice.bulk.action.BulkError;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The items of a comparison. It completes items that are decided, records items that are rejected
 * or unknown, and groups the rest by the next step. Guarded by the engine's lock.
 */
final class ComparedItems {

  private static final String MET = "a document with this id already exists";

  private static final BulkError OTHER_SOURCE =
      BulkError.of("version_conflict_engine_exception", MET + ", with a different _source");

  private static final BulkError NOT_FOUND =
      BulkError.of(
          "document_not_found",
          "the create met a version conflict, but a get does not find the document");

  private final BulkRequest request;
  private final List<Rejection> rejections;
  private final Map<Comparison, IntStream.Builder> open = new EnumMap<>(Comparison.class);
  private String why = NOT_FOUND.toString();

  /**
   * Starts with items whose outcome is undecided.
   *
   * @param rejections receives rejected and unknown items
   */
  ComparedItems(BulkRequest request, List<Rejection> rejections) {
    this.request = request;
    this.rejections = rejections;
  }

  void take(BulkReply reply) {
    for (int i = 0; i < request.items(); i++) {
      BulkError error = reply.error(i).orElse(null);
      Comparison comparison =
          Comparison.of(reply.status(i), error, request.retries.looks, request.looksLast());
      take(request.items[i], comparison, error);
    }
  }

  private void take(int item, Comparison comparison, BulkError error) {
    switch (comparison) {
      case OURS:
        request.batch.outcomes.alreadyThere++;
        request.batch.settle(item);
        break;
      case ANOTHERS:
        rejections.add(Rejection.of(request.batch, item, OTHER_SOURCE));
        break;
      case UNKNOWN:
        nobodyCanTell(item, error == null ? NOT_FOUND : error);
        break;
      default:
        open.computeIfAbsent(comparison, key -> IntStream.builder()).add(item);
        why = error == null ? why : error.toString();
    }
  }

  /** Marks all items as unknown, because the server refused the comparison. */
  void nobodyCanTell(BulkError error) {
    for (int item : request.items) {
      nobodyCanTell(item, error);
    }
  }

  private void nobodyCanTell(int item, BulkError error) {
    BulkError told =
        BulkError.of(
            error.type(),
            MET + "; could not determine whether this task wrote it: " + error.reason());
    rejections.add(Rejection.unknown(request.batch, item, told));
  }

  /** The undecided items with this result. */
  int[] items(Comparison comparison) {
    IntStream.Builder some = open.get(comparison);
    return some == null ? new int[0] : some.build().toArray();
  }

  /** A reason why items are undecided. */
  String why() {
    return why;
  }
}
