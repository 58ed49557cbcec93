package dev.sluice.bulk;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.BulkError;
import dev.sluice.bulk.action.Operation;
import dev.sluice.json.JsonFormException;
import dev.sluice.testing.Docs;
import java.time.Duration;
import java.util.stream.IntStream;

/** Lets tests of transports make requests and look into replies, which is the engine's business. */
public final class Exchanges {

  private Exchanges() {}

  /** A request that creates or replaces documents. */
  public static BulkRequest indexing(boolean gzip, String... sources) {
    Batch batch = new Batch(0, 0, new Outcomes(0), 1_000, 10_000, false, GrowingBytes.spares());
    for (int i = 0; i < sources.length; i++) {
      try {
        BulkAction action = Docs.of(Operation.INDEX, Integer.toString(i), sources[i]);
        append(action, "pages", i, false, batch);
      } catch (JsonFormException e) {
        throw new IllegalArgumentException(e);
      }
    }
    int[] items = IntStream.range(0, sources.length).toArray();
    return new BulkRequest(batch, items, BulkRequest.Kind.APPLY, 0, gzip, RetryState.NONE);
  }

  /** Makes room in a batch for an action, and appends it. */
  static void append(BulkAction action, String index, long id, boolean inDoubt, Batch batch)
      throws JsonFormException {
    batch.grow(ActionEncoder.bound(action, index));
    batch.add(action, index, id, 0, inDoubt, new ActionEncoder());
  }

  /** The time that the server needed, in nanoseconds. */
  public static long tookNanos(BulkReply reply) {
    return reply.tookNanos();
  }

  /** How the request ended. */
  public static String kind(BulkReply reply) {
    return reply.kind().name();
  }

  /** Whether the server may have applied the first items of a request that it refused. */
  public static boolean isPerhapsInPart(BulkReply reply) {
    return reply.isPerhapsInPart();
  }

  /** The status of a refused request. */
  public static int status(BulkReply reply) {
    return reply.status();
  }

  /** The error of a request as a whole. */
  public static BulkError error(BulkReply reply) {
    return reply.error();
  }

  /** The limit of the breaker behind an error, or -1. */
  public static long bytesLimit(BulkError error) {
    return error.bytesLimit().orElse(-1);
  }

  /** Whether the breaker behind an error refuses for good. */
  public static boolean isPermanent(BulkError error) {
    return error.isPermanent();
  }

  /** The header Retry-After. */
  public static Duration retryAfter(BulkReply reply) {
    return reply.retryAfter();
  }

  /** The statuses of the items. */
  public static int[] statuses(BulkReply reply) {
    return IntStream.range(0, reply.itemCount()).map(reply::status).toArray();
  }

  /** The error of an item, as text; empty where it has none. */
  public static String error(BulkReply reply, int item) {
    return reply.error(item).map(BulkError::toString).orElse("");
  }
}
