package dev.sluice.mapreduce.repair;

import dev.sluice.bulk.action.Operation;
import dev.sluice.io.BulkActionWritable;
import dev.sluice.io.RepairCounter;
import dev.sluice.verify.Comparison;
import dev.sluice.verify.Difference;
import dev.sluice.verify.Fingerprint;
import dev.sluice.verify.IndexGroups;
import dev.sluice.verify.Kind;
import java.io.IOException;
import java.util.Optional;

/**
 * Decides what repairs the differences of an id, from the documents that both sides have now. It
 * replaces or deletes a document only if versions order the two, or if the comparison saw it in
 * this state; each action has that as its condition. Pure.
 */
final class Decision {

  private final IndexGroups groups;
  private final RepairOptions options;
  private final Outcome outcome;

  Decision(IndexGroups groups, RepairOptions options, Outcome outcome) {
    this.groups = groups;
    this.options = options;
    this.outcome = outcome;
  }

  /** What became of the document at the place that the source says. */
  private enum Placed {
    /** It is there as the source has it. */
    SAME,
    /** A newer document is there, or where a write would go. */
    NEWER,
    /** It was sent. */
    SENT,
    /** Another document is there, which somebody wrote since the comparison. */
    NOT
  }

  void about(Subject subject) throws IOException {
    Comparison now = subject.compare(groups);
    Optional<Wanted> wanted = subject.counted(now);
    if (wanted.isPresent() && subject.differences().stream().anyMatch(Subject::isOfRecord)) {
      write(subject, now, wanted.get());
      return;
    }
    boolean sent = false;
    for (Difference difference : subject.differences()) {
      if (!Subject.isRepairable(difference)) {
        leave(difference.kind());
      } else if (wanted.isPresent()) {
        leave(now.differences().isEmpty() ? RepairCounter.SETTLED : RepairCounter.IN_SOURCE);
      } else if (difference.kind() == Kind.EXTRA) {
        deleteExtra(subject, difference, now);
      } else if (!subject.rejected().isPresent()) {
        leave(now.indexed().isEmpty() ? RepairCounter.SETTLED : RepairCounter.GONE);
      } else if (!sent) {
        sent = true;
        outcome.send(subject.rejected().get()); // saved with the rejected documents
      }
    }
  }

  private void leave(Kind kind) {
    leave(
        kind == Kind.NEWER
            ? RepairCounter.NEWER
            : kind == Kind.UNSETTLED ? RepairCounter.UNSETTLED : RepairCounter.SETTLED);
  }

  private void leave(RepairCounter why) {
    outcome.left(why);
  }

  private void write(Subject subject, Comparison now, Wanted wanted) throws IOException {
    Placed placed = place(subject, now, wanted);
    for (Difference difference : subject.differences()) {
      if (!Subject.isRepairable(difference)) {
        leave(difference.kind());
      } else if (difference.kind() == Kind.EXTRA) {
        leave(RepairCounter.IN_SOURCE);
      } else if (difference.kind() == Kind.MISROUTED) {
        deleteCopy(subject, difference, now, wanted, placed);
      } else if (isLeftBehind(subject, difference, now, wanted)) {
        leave(RepairCounter.GONE);
      } else if (placed != Placed.SENT) {
        leave(why(placed));
      }
    }
  }

  /** Whether the source has the document elsewhere by now, so that no write replaces this one. */
  private static boolean isLeftBehind(
      Subject subject, Difference difference, Comparison now, Wanted wanted) {
    return subject
        .at(difference)
        .filter(document -> !isReplaced(subject, document, now, wanted))
        .isPresent();
  }

  private static RepairCounter why(Placed placed) {
    return placed == Placed.SAME
        ? RepairCounter.SETTLED
        : placed == Placed.NEWER ? RepairCounter.NEWER : RepairCounter.CHANGED;
  }

  /** Makes the index have the document of the source at its place. */
  private Placed place(Subject subject, Comparison now, Wanted wanted) throws IOException {
    if (now.isSame()) {
      return Placed.SAME;
    }
    Optional<Fingerprint> replaced = replaced(subject, now, wanted);
    if (replaced.isPresent() && isNewer(replaced.get(), now)) {
      return Placed.NEWER;
    }
    if (replaced.isPresent() && !wanted.isVersioned() && !subject.isAsSeen(replaced.get())) {
      return Placed.NOT;
    }
    outcome.send(replacement(wanted, replaced));
    return Placed.SENT;
  }

  /** The document that a write of that of the source replaces. */
  private static Optional<Fingerprint> replaced(Subject subject, Comparison now, Wanted wanted) {
    Optional<Fingerprint> there = now.placed();
    return there.isPresent() ? there : subject.occupant(wanted);
  }

  private static BulkActionWritable replacement(Wanted wanted, Optional<Fingerprint> replaced) {
    if (!wanted.isVersioned() && !replaced.isPresent()) {
      return wanted.as(Operation.CREATE).ifAbsent().build();
    }
    BulkActionWritable.Builder action = wanted.as(Operation.INDEX);
    replaced.flatMap(Fingerprint::index).ifPresent(action::index);
    return wanted.isVersioned()
        ? wanted.versioned(action).build()
        : action.ifUnchanged(replaced.get().seqNo(), replaced.get().primaryTerm()).build();
  }

  private static boolean isNewer(Fingerprint document, Comparison now) {
    return kindOf(document, now) == Kind.NEWER;
  }

  private static Kind kindOf(Fingerprint document, Comparison now) {
    return now.differences().stream()
        .filter(found -> found.index().equals(document.index()))
        .filter(found -> found.routing().equals(document.routing()))
        .map(Difference::kind)
        .findFirst()
        .orElse(Kind.SAME);
  }

  private void deleteCopy(
      Subject subject, Difference difference, Comparison now, Wanted wanted, Placed placed)
      throws IOException {
    Optional<Fingerprint> copy = subject.at(difference);
    boolean replaced = copy.isPresent() && isReplaced(subject, copy.get(), now, wanted);
    if (!copy.isPresent() || replaced) {
      if (placed != Placed.SENT) {
        leave(replaced ? why(placed) : RepairCounter.SETTLED);
      }
    } else if (!Subject.isAsSeen(difference, copy.get())) {
      leave(RepairCounter.CHANGED);
    } else if (isNewer(copy.get(), now)) {
      leave(RepairCounter.NEWER);
    } else if (!options.deletes()) {
      leave(RepairCounter.NOT_DELETED);
    } else {
      deleteCopy(subject, copy.get(), wanted, placed, now);
    }
  }

  /** Whether the document at the right place is this one, so that a write replaces it. */
  private static boolean isReplaced(
      Subject subject, Fingerprint copy, Comparison now, Wanted wanted) {
    return replaced(subject, now, wanted).filter(document -> document == copy).isPresent();
  }

  private void deleteCopy(
      Subject subject, Fingerprint copy, Wanted wanted, Placed placed, Comparison now)
      throws IOException {
    BulkActionWritable delete = delete(subject, copy);
    switch (placed) {
      case SAME:
      case NEWER:
        outcome.send(delete);
        break;
      case SENT:
        Optional<String> index = replaced(subject, now, wanted).flatMap(Fingerprint::index);
        outcome.move(
            new Move(
                index.isPresent() ? index : Optional.ofNullable(wanted.index()),
                wanted.print(),
                delete));
        break;
      case NOT:
        leave(RepairCounter.NOT_PLACED);
        break;
    }
  }

  private void deleteExtra(Subject subject, Difference difference, Comparison now)
      throws IOException {
    Optional<Fingerprint> extra = subject.at(difference);
    if (!extra.isPresent()) {
      leave(RepairCounter.SETTLED);
    } else if (subject.rejected().isPresent()) {
      leave(RepairCounter.IN_SOURCE);
    } else if (!Subject.isAsSeen(difference, extra.get())) {
      leave(RepairCounter.CHANGED);
    } else if (isNewer(extra.get(), now)) {
      leave(RepairCounter.NEWER);
    } else if (!options.deletes()) {
      leave(RepairCounter.NOT_DELETED);
    } else if (!subject.isProven() && !options.force()) {
      leave(RepairCounter.UNPROVEN);
    } else {
      outcome.send(delete(subject, extra.get()));
    }
  }

  private static BulkActionWritable delete(Subject subject, Fingerprint document) {
    return BulkActionWritable.of(Operation.DELETE)
        .index(document.index().orElse(null))
        .id(subject.id())
        .routing(document.routing().orElse(null))
        .ifUnchanged(document.seqNo(), document.primaryTerm())
        .build();
  }
}
