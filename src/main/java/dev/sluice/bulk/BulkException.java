package dev.sluice.bulk;

import java.io.IOException;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;

/** The engine cannot go on: what it met, where, and what to change. */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public final class BulkException extends IOException {

  private static final long serialVersionUID = 1L;

  /** A failure with its message. */
  public BulkException(String message) {
    super(message);
  }

  /** A failure with its message and cause. */
  public BulkException(String message, Throwable cause) {
    super(message, cause);
  }
}
