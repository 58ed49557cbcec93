package dev.sluice.bulk;

import dev.sluice.bulk.action.BulkError;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The reply to a request, or the reason why there is none. A transport never throws for a network
 * or server failure; it returns a reply, and {@link Verdict} decides what it means. Immutable.
 */
public final class BulkReply {

  /** The ways a request can end. */
  enum Kind {
    /** A result for each item. */
    ITEMS,
    /** Nothing of the body can have reached the server. */
    NOT_SENT,
    /** It is unknown whether anything was applied. */
    UNKNOWN,
    /** The server refused the whole request. */
    REFUSED,
    /** A retry cannot succeed. */
    HOPELESS
  }

  private static final BulkError NO_ERROR = BulkError.of("", "");
  private static final ItemResult[] NO_RESULTS = {};

  private final Kind kind;
  private final int status;
  private final BulkError error;
  private final Duration retryAfter;
  private final short[] statuses;
  private final ItemResult[] results;
  private final Map<Integer, BulkError> errors;
  private final boolean perhapsInPart;
  private final Duration took;

  private BulkReply(
      Kind kind,
      int status,
      BulkError error,
      Duration retryAfter,
      short[] statuses,
      ItemResult[] results,
      Map<Integer, BulkError> errors,
      boolean perhapsInPart,
      Duration took) {
    this.kind = kind;
    this.status = status;
    this.error = Objects.requireNonNull(error, "error");
    this.retryAfter = Objects.requireNonNull(retryAfter, "retryAfter");
    this.statuses = statuses;
    this.results = results;
    this.errors = errors;
    this.perhapsInPart = perhapsInPart;
    this.took = took;
  }

  private static BulkReply whole(Kind kind, int status, BulkError error, Duration retryAfter) {
    return new BulkReply(
        kind,
        status,
        error,
        retryAfter,
        new short[0],
        NO_RESULTS,
        new HashMap<>(),
        false,
        Duration.ZERO);
  }

  /** The connection or the TLS handshake failed: nothing was applied. */
  public static BulkReply notSent(String why) {
    return whole(Kind.NOT_SENT, 0, BulkError.of("not_sent", why), Duration.ZERO);
  }

  /** A part of the body may have been sent, but no complete reply came back. */
  public static BulkReply unknown(String why) {
    return whole(Kind.UNKNOWN, 0, BulkError.of("no_answer", why), Duration.ZERO);
  }

  /**
   * The transport knows that a retry cannot succeed, for example because of an untrusted TLS
   * authority.
   */
  public static BulkReply hopeless(String why) {
    return whole(Kind.HOPELESS, 0, BulkError.of("hopeless", why), Duration.ZERO);
  }

  /**
   * A reply with a status other than 200.
   *
   * @param retryAfter the Retry-After header, or zero
   */
  public static BulkReply refused(int status, BulkError error, Duration retryAfter) {
    return whole(Kind.REFUSED, status, error, retryAfter);
  }

  /** A result for each item; items that were applied were applied as asked. */
  public static BulkReply items(short[] statuses, Map<Integer, BulkError> errors) {
    return items(statuses, NO_RESULTS, errors);
  }

  /**
   * A result for each item.
   *
   * @param statuses one for each item, in the order sent; kept, not copied
   * @param results one for each item, null for {@link ItemResult#AS_ASKED}; kept, not copied
   * @param errors the errors of the failed items, by position; kept, not copied
   */
  public static BulkReply items(
      short[] statuses, ItemResult[] results, Map<Integer, BulkError> errors) {
    return new BulkReply(
        Kind.ITEMS, 200, NO_ERROR, Duration.ZERO, statuses, results, errors, false, Duration.ZERO);
  }

  /** The same reply with the time that the server needed, as it reports. */
  public BulkReply took(Duration server) {
    return new BulkReply(
        kind, status, error, retryAfter, statuses, results, errors, perhapsInPart, server);
  }

  /** The same refusal from a server that may have applied the first items before it refused. */
  public BulkReply perhapsInPart() {
    return new BulkReply(kind, status, error, retryAfter, statuses, results, errors, true, took);
  }

  /** Whether the server refused the whole request because of its content: status 400 or 413. */
  public boolean isRefusalOfContent() {
    return kind == Kind.REFUSED && (status == 400 || status == 413);
  }

  boolean isPerhapsInPart() {
    return perhapsInPart;
  }

  /** Whether an item has this status. */
  public boolean hasItemOf(int itemStatus) {
    for (short each : statuses) {
      if (each == itemStatus) {
        return true;
      }
    }
    return false;
  }

  /** The time that the server needed; 0 if it does not say. */
  long tookNanos() {
    return took.toNanos();
  }

  Kind kind() {
    return kind;
  }

  int status() {
    return status;
  }

  BulkError error() {
    return error;
  }

  Duration retryAfter() {
    return retryAfter;
  }

  int itemCount() {
    return statuses.length;
  }

  int status(int item) {
    return statuses[item];
  }

  ItemResult result(int item) {
    return item < results.length && results[item] != null ? results[item] : ItemResult.AS_ASKED;
  }

  Optional<BulkError> error(int item) {
    return Optional.ofNullable(errors.get(item));
  }

  @Override
  public String toString() {
    switch (kind) {
      case ITEMS:
        return statuses.length + " items, " + errors.size() + " of them with errors";
      case REFUSED:
        return "status " + status + ", " + error;
      default:
        return error.reason();
    }
  }
}
