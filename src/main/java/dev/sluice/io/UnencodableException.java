package dev.sluice.io;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.BulkError;
import java.io.IOException;
import java.util.Objects;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;

/** One record that can be no document. It is counted as rejected, and the task goes on. */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public final class UnencodableException extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient BulkAction action;
  private final transient BulkError error;

  /**
   * Refuses a record.
   *
   * @param action what is known of it, for whoever mends it; its bytes need not be JSON
   * @param error why
   */
  public UnencodableException(BulkAction action, BulkError error) {
    super(error.toString());
    this.action = Objects.requireNonNull(action, "action");
    this.error = error;
  }

  /** What is known of the record. */
  public BulkAction action() {
    return action;
  }

  /** Why it was refused. */
  public BulkError error() {
    return error;
  }
}
