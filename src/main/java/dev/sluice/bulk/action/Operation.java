package dev.sluice.bulk.action;

import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;

/** What a bulk action does to its document. */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public enum Operation {
  /** Writes the document, whether or not one with its id exists. */
  INDEX("index", "", ""),
  /** Writes the document unless one with its id exists. */
  CREATE("create", "", ""),
  /** Merges the source, a partial document, into an existing document. */
  UPDATE("update", "{\"doc\":", "}"),
  /** Merges the source, a partial document, into the document, or writes it if there is none. */
  UPSERT("update", "{\"doc_as_upsert\":true,\"doc\":", "}"),
  /** Runs a script; the source is the whole body of an update request. Not idempotent. */
  SCRIPT("update", "", ""),
  /** Removes the document; one that is not there counts as removed. Takes no source. */
  DELETE("delete", "", "");

  private final String action;

  /** Written, never changed, so that encoding needs no charset. */
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

  /** The word of the bulk request: index, create, update or delete. */
  public String action() {
    return action;
  }

  public byte[] before() {
    return before;
  }

  public byte[] after() {
    return after;
  }

  /**
   * Whether two actions on one document may share a request. If the reply to it is lost, both are
   * sent again, and the first meets what the second left; its answer must be the same then.
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
