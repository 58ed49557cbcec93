package dev.sluice.bulk.action;

import java.util.Objects;
import java.util.OptionalLong;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;

/**
 * An Elasticsearch error: its type, which decides how it is handled, and its reason, which is for
 * messages only. Immutable.
 */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public final class BulkError {

  private final String type;
  private final String reason;
  private final long bytesLimit;
  private final boolean permanent;
  private final String index;

  private BulkError(String type, String reason, long bytesLimit, boolean permanent, String index) {
    this.type = Objects.requireNonNull(type, "type");
    this.reason = Objects.requireNonNull(reason, "reason");
    this.bytesLimit = bytesLimit;
    this.permanent = permanent;
    this.index = index;
  }

  /**
   * Creates an error from its type, such as {@code version_conflict_engine_exception}, and its
   * reason.
   */
  public static BulkError of(String type, String reason) {
    return new BulkError(type, reason, -1, false, "");
  }

  /**
   * The error of a document that a data stream stored in its failure store. Elasticsearch reports
   * such a document as written.
   */
  public static BulkError inFailureStore() {
    return of(
        "document_in_failure_store",
        "the data stream rejected the document and stored it in its failure store; GET"
            + " DATA_STREAM::failures/_search shows the reason");
  }

  /**
   * Returns the same error with the limit of the circuit breaker.
   *
   * @param bytes {@code bytes_limit} of the error; negative if unknown
   * @param permanent whether {@code durability} of the error is PERMANENT
   */
  public BulkError withBreaker(long bytes, boolean permanent) {
    return new BulkError(type, reason, bytes, permanent, index);
  }

  /**
   * Returns the same error with the concrete index that it is about, behind an alias or data
   * stream.
   */
  public BulkError in(String concreteIndex) {
    return new BulkError(type, reason, bytesLimit, permanent, concreteIndex);
  }

  /** The error type. */
  public String type() {
    return type;
  }

  /** The reason. */
  public String reason() {
    return reason;
  }

  /** The limit of the circuit breaker in bytes; empty if unknown. */
  public OptionalLong bytesLimit() {
    return bytesLimit < 0 ? OptionalLong.empty() : OptionalLong.of(bytesLimit);
  }

  /** The concrete index that the error is about; empty if the server did not name it. */
  public String index() {
    return index;
  }

  /** Whether the circuit breaker reported the durability PERMANENT. */
  public boolean isPermanent() {
    return permanent;
  }

  /** Whether the error has this type. */
  public boolean is(String otherType) {
    return type.equals(otherType);
  }

  @Override
  public String toString() {
    return type + ": " + reason;
  }
}
