package dev.sluice.bulk;

/**
 * A snapshot of the counts. Every action ends as exactly one of indexed, deleted, noop, already
 * there, rejected or unknown; the rest are outstanding. Immutable.
 */
public final class BulkCounts {

  private final long given;
  private final long indexed;
  private final long deleted;
  private final long noop;
  private final long alreadyThere;
  private final long rejected;
  private final long unknown;
  private final long resent;
  private final long requests;
  private final long bytes;
  private final long requestMillis;
  private final long waitMillis;

  BulkCounts(RunningCounts counts) {
    given = counts.given;
    indexed = counts.indexed;
    deleted = counts.deleted;
    noop = counts.noop;
    alreadyThere = counts.alreadyThere;
    rejected = counts.rejected;
    unknown = counts.unknown;
    resent = counts.resent;
    requests = counts.requests;
    bytes = counts.bytes;
    requestMillis = counts.requestNanos / 1_000_000;
    waitMillis = counts.waitNanos / 1_000_000;
  }

  /** Actions given to the engine. */
  public long given() {
    return given;
  }

  /** Actions that indexed or updated a document. */
  public long indexed() {
    return indexed;
  }

  /** Deletes, with or without a document to delete, and updates with a script that deleted it. */
  public long deleted() {
    return deleted;
  }

  /**
   * Actions that changed nothing: an update without a difference, a script that left the document
   * alone, a document that an ingest pipeline dropped.
   */
  public long noop() {
    return noop;
  }

  /** Actions whose document already existed, from an earlier attempt or in a newer version. */
  public long alreadyThere() {
    return alreadyThere;
  }

  /** Actions rejected permanently. */
  public long rejected() {
    return rejected;
  }

  /**
   * Create actions with unknown outcome: a document with the same id exists, but it is not known
   * whether an earlier request of this action wrote it.
   */
  public long unknown() {
    return unknown;
  }

  /** Actions resent; an action counts each time. */
  public long resent() {
    return resent;
  }

  /** Bulk requests that were answered or failed. */
  public long requests() {
    return requests;
  }

  /** Bytes of the bulk request bodies, before compression. */
  public long bytes() {
    return bytes;
  }

  /** Duration of the bulk requests in milliseconds, summed over parallel requests. */
  public long requestMillis() {
    return requestMillis;
  }

  /** Time that callers of {@code add} and {@code close} waited, in milliseconds. */
  public long waitMillis() {
    return waitMillis;
  }

  /** Actions without an outcome yet. */
  public long outstanding() {
    return given - indexed - deleted - noop - alreadyThere - rejected - unknown;
  }

  @Override
  public String toString() {
    return given
        + " given, "
        + indexed
        + " indexed, "
        + deleted
        + " deleted, "
        + (noop == 0 ? "" : noop + " noop, ")
        + alreadyThere
        + " already there, "
        + rejected
        + " rejected, "
        + (unknown == 0 ? "" : unknown + " unknown, ")
        + outstanding()
        + " outstanding";
  }
}
