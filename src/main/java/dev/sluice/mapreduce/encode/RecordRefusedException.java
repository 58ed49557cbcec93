package dev.sluice.mapreduce.encode;

import dev.sluice.bulk.action.BulkError;

/** Why one record can be no document; its message is for people. */
public final class RecordRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String type;
  private final String id;

  private RecordRefusedException(String type, String reason, String id) {
    super(reason);
    this.type = type;
    this.id = id;
  }

  /** A record without a usable id; what there is of it is kept, so that no replay makes one up. */
  static RecordRefusedException ofId(String id, String reason) {
    return new RecordRefusedException("sluice_bad_id", reason, id);
  }

  /** A record whose value has no form in JSON. */
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
