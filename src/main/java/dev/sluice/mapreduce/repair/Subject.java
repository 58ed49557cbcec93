package dev.sluice.mapreduce.repair;

import dev.sluice.io.BulkActionWritable;
import dev.sluice.verify.Comparison;
import dev.sluice.verify.Difference;
import dev.sluice.verify.Fingerprint;
import dev.sluice.verify.IndexGroups;
import dev.sluice.verify.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An id that differed: its differences, and what both sides have of it now. Filled by {@link
 * BothSides}. Used by one thread.
 */
final class Subject {

  private final String id;
  private final String group;
  private final List<Difference> differences;
  private final List<Wanted> wanted = new ArrayList<>();
  private final Map<String, Fingerprint> indexed = new LinkedHashMap<>();
  private final Map<String, Fingerprint> occupants = new HashMap<>();
  private BulkActionWritable rejected;
  private boolean proven;

  /**
   * Creates a subject without documents.
   *
   * @param group the group of indices in which the id is unique
   */
  Subject(String id, String group, List<Difference> differences) {
    this.id = id;
    this.group = group;
    this.differences = differences;
  }

  String id() {
    return id;
  }

  /** The group of indices in which the id is unique. */
  String group() {
    return group;
  }

  List<Difference> differences() {
    return differences;
  }

  /** Whether a repair can do anything: not if the document is newer or changed meanwhile. */
  static boolean isRepairable(Difference difference) {
    Kind kind = difference.kind();
    return kind == Kind.MISSING
        || kind == Kind.DIFFERENT
        || kind == Kind.MISROUTED
        || kind == Kind.EXTRA;
  }

  /** Whether a record of the source repairs it. */
  static boolean isOfRecord(Difference difference) {
    return isRepairable(difference) && difference.kind() != Kind.EXTRA;
  }

  /** Adds a document of the source. */
  void add(Wanted document) {
    wanted.add(document);
    proven = true;
  }

  /** The load would reject the record of this id. */
  void reject(BulkActionWritable action) {
    rejected = action;
  }

  /** The record of this id was looked up: if no document was added, the source has none. */
  void prove() {
    proven = true;
  }

  /** Adds a document of the index, and returns it, or the same one that was added before. */
  Fingerprint add(Fingerprint document) {
    String place = document.index().orElse("") + '\n' + document.routing().orElse(null);
    Fingerprint first = indexed.putIfAbsent(place, document);
    return first == null ? document : first;
  }

  /** Adds a document of the index that was found where a document of the source would go. */
  void add(Fingerprint document, Wanted whose) {
    if (!Objects.equals(document.routing().orElse(null), whose.routing())) {
      occupants.put(whose.routing(), add(document));
    } else {
      add(document);
    }
  }

  /** The documents of the source, in any order. */
  List<Wanted> wanted() {
    return wanted;
  }

  Optional<BulkActionWritable> rejected() {
    return Optional.ofNullable(rejected);
  }

  boolean isProven() {
    return proven;
  }

  /** Compares both sides as they are now. */
  Comparison compare(IndexGroups groups) {
    Comparison comparison = new Comparison(groups);
    comparison.start(id);
    indexed.values().forEach(comparison::addIndexed);
    wanted.forEach(document -> comparison.addSource(document.print()));
    return comparison;
  }

  /** The document of the source that counts in a comparison. */
  Optional<Wanted> counted(Comparison now) {
    return now.source()
        .filter(print -> !print.isDelete())
        .flatMap(print -> wanted.stream().filter(one -> one.print() == print).findFirst());
  }

  /** The document that a difference is about, as it is now. */
  Optional<Fingerprint> at(Difference difference) {
    return indexed.values().stream()
        .filter(document -> document.index().equals(difference.index()))
        .filter(document -> document.routing().equals(difference.routing()))
        .findFirst();
  }

  /**
   * A document with another routing value on the shard of a document of the source, which a write
   * replaces.
   */
  Optional<Fingerprint> occupant(Wanted document) {
    return Optional.ofNullable(occupants.get(document.routing()));
  }

  /** Whether the comparison saw a document in this state. */
  boolean isAsSeen(Fingerprint document) {
    return differences.stream().anyMatch(difference -> isAsSeen(difference, document));
  }

  static boolean isAsSeen(Difference difference, Fingerprint document) {
    return document.seqNo() >= 0
        && difference.index().equals(document.index())
        && difference.seqNo().orElse(-1) == document.seqNo()
        && difference.primaryTerm().orElse(-1) == document.primaryTerm();
  }
}
