package dev.sluice.bulk;

/** An item to hand to {@link Rejections} before it is settled. */
final class Rejection {

  final Batch batch;
  final int item;
  final BulkError error;

  Rejection(Batch batch, int item, BulkError error) {
    this.batch = batch;
    this.item = item;
    this.error = error;
  }

  RejectedDocument document() {
    return RejectedDocument.of(batch, item, error);
  }
}
