package dev.sluice.bulk;

import dev.sluice.bulk.action.BulkError;
import java.io.IOException;

/**
 * An item that was rejected or has an unknown outcome, to be passed to {@link Rejections} before it
 * is completed.
 */
final class Rejection {

  final Batch batch;
  final int item;
  final BulkError error;

  /** Whether the outcome is unknown. */
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

  /** Creates an item with unknown outcome. */
  static Rejection unknown(Batch batch, int item, BulkError error) {
    return new Rejection(batch, item, error, true);
  }

  /** Passes the item to the rejections. */
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
