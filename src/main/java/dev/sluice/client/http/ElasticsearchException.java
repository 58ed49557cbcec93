package dev.sluice.client.http;

import java.io.IOException;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;

/**
 * Elasticsearch refused, or could not be reached. The message says what was tried, where, what came
 * back, and what to change.
 */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public final class ElasticsearchException extends IOException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;

  /** What Elasticsearch refused, said by a wrapper or a fake of it. */
  public ElasticsearchException(int status, String type, String message) {
    super(message);
    this.status = status;
    this.type = type;
  }

  public ElasticsearchException(int status, String type, String message, Throwable cause) {
    super(message, cause);
    this.status = status;
    this.type = type;
  }

  /** The HTTP status; 0 where there was no answer. */
  public int status() {
    return status;
  }

  /** The type of the error, such as {@code index_not_found_exception}; empty where unknown. */
  public String type() {
    return type;
  }

  /**
   * Whether the server does not know the API that was asked for, as without security: 400, 404 or
   * 405.
   */
  public boolean isOfUnknownApi() {
    return status == 400 || status == 404 || status == 405;
  }
}
