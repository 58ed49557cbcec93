package dev.sluice.bulk.action;

import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;

/** The operation of a bulk action. */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public enum Operation {
  /** Writes the document, whether or not a document with its id exists. */
  INDEX("index", "", ""),
  /** Writes the document unless a document with its id exists. */
  CREATE("create", "", ""),
  /** Merges the source, a partial document, into an existing document. */
  UPDATE("update", "{\"doc\":", "}"),
  /**
   * Merges the source, a partial document, into an existing document, or writes it if there is
   * none.
   */
  UPSERT("update", "{\"doc_as_upsert\":true,\"doc\":", "}"),
  /** Runs a script. The source is the complete body of an update request. Not idempotent. */
  SCRIPT("update", "", ""),
  /** Deletes the document. A missing document counts as deleted. Takes no source. */
  DELETE("delete", "", "");

  private final String action;

  /** Read-only bytes, so that encoding does not convert characters. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final byte[] before;

  @SuppressWarnings("ImmutableEnumChecker")
  private final byte[] after;

  Operation(String action, String before, String after) {
    this.action = action;
    this.before = ascii(before);
    this.after = ascii(after);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }

  /** The action name in a bulk request: index, create, update or delete. */
  public String action() {
    return action;
  }

  /** The bytes of a bulk request body before the source; do not change them. */
  public byte[] before() {
    return before;
  }

  /** The bytes of a bulk request body after the source; do not change them. */
  public byte[] after() {
    return after;
  }

  /**
   * Whether two actions on the same document may share a bulk request. If the reply is lost, both
   * are resent, and the first one meets the result of the second; its result must then be the same.
   */
  public boolean mayShareWith(Operation other) {
    switch (this) {
      case INDEX:
      case UPSERT:
      case DELETE:
        return other == INDEX || other == UPSERT || other == DELETE;
      case UPDATE:
        return other == UPDATE;
      default:
        return false;
    }
  }
}
