package dev.sluice.client.http;

import java.io.IOException;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;

/**
 * Elasticsearch refused a request or could not be reached. The message says what was tried, on
 * which node, what came back, and what to change.
 */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public final class ElasticsearchException extends IOException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;

  /** Creates the exception for an error that a wrapper or a test double reports. */
  public ElasticsearchException(int status, String type, String message) {
    super(message);
    this.status = status;
    this.type = type;
  }

  /** The same with a cause. */
  public ElasticsearchException(int status, String type, String message, Throwable cause) {
    super(message, cause);
    this.status = status;
    this.type = type;
  }

  /** The HTTP status; 0 if there was no reply. */
  public int status() {
    return status;
  }

  /** The error type, such as {@code index_not_found_exception}; empty if unknown. */
  public String type() {
    return type;
  }

  /**
   * Whether the server does not have the requested API, for example because security is off: status
   * 400, 404 or 405.
   */
  public boolean isOfUnknownApi() {
    return status == 400 || status == 404 || status == 405;
  }
}
