package dev.sluice.io;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.BulkError;
import java.io.IOException;
import java.util.Objects;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;

/**
 * A record cannot be converted to a document. The record counts as rejected, and the task
 * continues.
 */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public final class UnencodableException extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient BulkAction action;
  private final transient BulkError error;

  /**
   * Rejects a record.
   *
   * @param action the known parts of the document; its bytes do not have to be JSON
   * @param error the reason
   */
  public UnencodableException(BulkAction action, BulkError error) {
    super(error.toString());
    this.action = Objects.requireNonNull(action, "action");
    this.error = error;
  }

  /** The known parts of the document. */
  public BulkAction action() {
    return action;
  }

  /** The reason. */
  public BulkError error() {
    return error;
  }
}
