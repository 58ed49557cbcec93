package dev.sluice.mapreduce.encode;

import dev.sluice.bulk.action.BulkError;

/** A record cannot be converted to a document; the message is the reason. */
public final class RecordRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String type;
  private final String id;

  private RecordRefusedException(String type, String reason, String id) {
    super(reason);
    this.type = type;
    this.id = id;
  }

  /**
   * A record without a usable id; it is saved with an error type for which a replay does not
   * generate an id.
   */
  static RecordRefusedException ofId(String id, String reason) {
    return new RecordRefusedException("sluice_bad_id", reason, id);
  }

  /** A record with a value that cannot be converted to JSON. */
  static RecordRefusedException ofValue(String reason) {
    return new RecordRefusedException("sluice_bad_value", reason, "");
  }

  public BulkError error() {
    return BulkError.of(type, getMessage());
  }

  String id() {
    return id;
  }
}
