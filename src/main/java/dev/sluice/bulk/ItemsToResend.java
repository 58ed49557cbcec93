package dev.sluice.bulk;

import dev.sluice.bulk.action.BulkError;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The items of a reply that are not completed: to be resent, to be resent slowly because of a
 * block, or to be compared. An item that follows an earlier unfinished item on the same document is
 * resent too, whatever its result, to keep the order of actions.
 */
final class ItemsToResend {

  private final Batch batch;
  private final Set<Long> ids = new HashSet<>();
  private final IntStream.Builder again = IntStream.builder();
  private final Map<String, IntStream.Builder> compared = new HashMap<>();
  private int crowded;
  private int refused;
  private boolean blocked;
  private String why = "";

  ItemsToResend(Batch batch) {
    this.batch = batch;
  }

  /** Whether an earlier action on the same document is resent, so this item must follow it. */
  boolean mustFollow(int item) {
    return !ids.isEmpty() && ids.contains(batch.id(item));
  }

  void follow(int item) {
    batch.doubt(item);
    again.add(item);
  }

  void add(int item, int status, Verdict verdict, BulkError error) {
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
    refused += verdict == Verdict.RESEND && status == 429 ? 1 : 0;
    if (why.isEmpty()) {
      why = String.valueOf(error);
    }
  }

  int[] again() {
    return again.build().toArray();
  }

  /** The items to compare, by the index in which they met a document; empty if unknown. */
  Map<String, int[]> compared() {
    Map<String, int[]> items = new HashMap<>();
    compared.forEach((index, some) -> items.put(index, some.build().toArray()));
    return items;
  }

  /** The share of the items that the lane refused for lack of capacity, from 0 to 1. */
  double crowdedShare(int items) {
    return (double) crowded / items;
  }

  /** Whether the only obstacle is a block that a person can remove. */
  boolean isOnlyBlocked() {
    return blocked && crowded == 0;
  }

  /** Whether the only obstacle is lack of capacity. */
  boolean isOnlyRefused() {
    return refused > 0 && refused == crowded && !blocked;
  }

  /** The first reason. */
  String why() {
    return why;
  }
}
