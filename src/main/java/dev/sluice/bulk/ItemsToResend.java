package dev.sluice.bulk;

import dev.sluice.bulk.action.BulkError;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The items of one reply that are not done: to be sent again, to be sent again slowly because of a
 * block, or to be compared. An item whose document an earlier one of them acts on joins them,
 * whatever its own answer was, so that the order of actions on a document is kept.
 */
final class ItemsToResend {

  private final Batch batch;
  private final Set<Long> ids = new HashSet<>();
  private final IntStream.Builder again = IntStream.builder();
  private final Map<String, IntStream.Builder> compared = new HashMap<>();
  private int crowded;
  private boolean blocked;
  private String why = "";

  ItemsToResend(Batch batch) {
    this.batch = batch;
  }

  /** Whether an earlier action on the same document is sent again, so that order needs this. */
  boolean mustFollow(int item) {
    return !ids.isEmpty() && ids.contains(batch.id(item));
  }

  void follow(int item) {
    batch.doubt(item);
    again.add(item);
  }

  void add(int item, Verdict verdict, BulkError error) {
    if (batch.id(item) != 0) {
      ids.add(batch.id(item));
    }
    if (verdict == Verdict.COMPARE) {
      compared.computeIfAbsent(error.index(), index -> IntStream.builder()).add(item);
      return;
    }
    again.add(item);
    blocked |= verdict == Verdict.HOLD;
    crowded += verdict == Verdict.HOLD ? 0 : 1;
    if (why.isEmpty()) {
      why = String.valueOf(error);
    }
  }

  int[] again() {
    return again.build().toArray();
  }

  /** Those to be compared, by the index in which they met a document; empty if not known. */
  Map<String, int[]> compared() {
    Map<String, int[]> items = new HashMap<>();
    compared.forEach((index, some) -> items.put(index, some.build().toArray()));
    return items;
  }

  /** How much of a request of so many items the lane lacked capacity for, from 0 to 1. */
  double crowdedShare(int items) {
    return (double) crowded / items;
  }

  /** Whether nothing but a block that a person may lift stands in the way. */
  boolean isOnlyBlocked() {
    return blocked && crowded == 0;
  }

  /** The first reason. */
  String why() {
    return why;
  }
}
