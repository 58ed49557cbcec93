package dev.sluice.bulk;

import dev.sluice.bulk.action.BulkError;
import java.io.IOException;

/** An item that was not applied, or perhaps not, for {@link Rejections} before it is settled. */
final class Rejection {

  final Batch batch;
  final int item;
  final BulkError error;

  /** Whether nobody can tell if it was applied. */
  final boolean unknown;

  private Rejection(Batch batch, int item, BulkError error, boolean unknown) {
    this.batch = batch;
    this.item = item;
    this.error = error;
    this.unknown = unknown;
  }

  static Rejection of(Batch batch, int item, BulkError error) {
    return new Rejection(batch, item, error, false);
  }

  /** An item of which nobody can tell whether it was applied. */
  static Rejection unknown(Batch batch, int item, BulkError error) {
    return new Rejection(batch, item, error, true);
  }

  /** Hands it over. */
  void to(Rejections rejections) throws IOException {
    if (unknown) {
      rejections.unknown(document());
    } else {
      rejections.rejected(document());
    }
  }

  RejectedDocument document() {
    return RejectedDocument.of(batch, item, error);
  }
}
