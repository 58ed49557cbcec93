package dev.sluice.mapreduce.repair;

import dev.sluice.io.BulkActionWritable;
import dev.sluice.read.DocumentPlace;
import dev.sluice.verify.Fingerprint;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A copy at a wrong place, to delete after its document is known to be at the right place.
 * Immutable.
 */
final class Move {

  private final Optional<String> index;
  private final Fingerprint wanted;
  private final BulkActionWritable delete;

  /**
   * Creates a move.
   *
   * @param index the index that the document is written to; empty for that of the load
   * @param wanted the document as the source has it
   * @param delete deletes the copy if nobody changed it
   */
  Move(Optional<String> index, Fingerprint wanted, BulkActionWritable delete) {
    this.index = index;
    this.wanted = wanted;
    this.delete = delete;
  }

  /** The place of the document. */
  DocumentPlace right(BothSides.Index indices) {
    return indices.place(index, delete.id().orElse(""), wanted.routing());
  }

  BulkActionWritable delete() {
    return delete;
  }

  /** Whether the documents that were found at the right place replace the copy. */
  boolean isPlaced(List<Fingerprint> found) {
    return found.stream().anyMatch(this::replaces);
  }

  private boolean replaces(Fingerprint document) {
    boolean newer = wanted.version() >= 0 && document.version() > wanted.version();
    return Objects.equals(document.routing(), wanted.routing())
        && (newer || document.hasContentOf(wanted));
  }
}
