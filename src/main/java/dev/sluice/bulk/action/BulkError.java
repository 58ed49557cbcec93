package dev.sluice.bulk.action;

import java.util.Objects;
import java.util.OptionalLong;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;

/**
 * An error object of Elasticsearch: its type, by which it is judged, and its reason, which is for
 * people only. Immutable.
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

  /** An error of a type, such as {@code version_conflict_engine_exception}, with its reason. */
  public static BulkError of(String type, String reason) {
    return new BulkError(type, reason, -1, false, "");
  }

  /**
   * A document that a data stream could not take and put into its failure store. The server answers
   * for it as for one that was written.
   */
  public static BulkError inFailureStore() {
    return of(
        "document_in_failure_store",
        "the data stream could not take the document and put it into its failure store; GET"
            + " DATA_STREAM::failures/_search says why");
  }

  /**
   * The same error with the limit of the circuit breaker behind it.
   *
   * @param bytes its {@code bytes_limit}; negative if not known
   * @param permanent whether its {@code durability} is PERMANENT
   */
  public BulkError withBreaker(long bytes, boolean permanent) {
    return new BulkError(type, reason, bytes, permanent, index);
  }

  /** The same error with the index that it is about, which an alias or data stream leads to. */
  public BulkError in(String concreteIndex) {
    return new BulkError(type, reason, bytesLimit, permanent, concreteIndex);
  }

  /** The type. */
  public String type() {
    return type;
  }

  /** The reason. */
  public String reason() {
    return reason;
  }

  public OptionalLong bytesLimit() {
    return bytesLimit < 0 ? OptionalLong.empty() : OptionalLong.of(bytesLimit);
  }

  /** The index that it is about, by its own name; empty if the server did not say. */
  public String index() {
    return index;
  }

  public boolean isPermanent() {
    return permanent;
  }

  public boolean is(String otherType) {
    return type.equals(otherType);
  }

  @Override
  public String toString() {
    return type + ": " + reason;
  }
}
