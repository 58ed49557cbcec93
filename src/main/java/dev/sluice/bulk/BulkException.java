package dev.sluice.bulk;

import java.io.IOException;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;

/**
 * The bulk engine has failed and cannot continue. The message says what failed, on which document
 * or request, what came back, and what to change.
 */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public final class BulkException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Creates an exception with a message. */
  public BulkException(String message) {
    super(message);
  }

  /** Creates an exception with a message and a cause. */
  public BulkException(String message, Throwable cause) {
    super(message, cause);
  }
}
