package dev.sluice.bulk;

/**
 * The counts at one moment. Every action given ends in exactly one of indexed, deleted, already
 * there, rejected and unknown; the rest is outstanding. Immutable.
 */
public final class BulkCounts {

  private final long given;
  private final long indexed;
  private final long deleted;
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
    alreadyThere = counts.alreadyThere;
    rejected = counts.rejected;
    unknown = counts.unknown;
    resent = counts.resent;
    requests = counts.requests;
    bytes = counts.bytes;
    requestMillis = counts.requestNanos / 1_000_000;
    waitMillis = counts.waitNanos / 1_000_000;
  }

  /** Actions handed to the engine. */
  public long given() {
    return given;
  }

  /** Actions that wrote a document. */
  public long indexed() {
    return indexed;
  }

  /** Actions that removed a document, or found none to remove. */
  public long deleted() {
    return deleted;
  }

  /** Actions whose document stood in the index already, from an earlier attempt or newer. */
  public long alreadyThere() {
    return alreadyThere;
  }

  /** Actions refused for good. */
  public long rejected() {
    return rejected;
  }

  /**
   * Creates that met a document of which nobody can tell whether an earlier sending of theirs wrote
   * it.
   */
  public long unknown() {
    return unknown;
  }

  /** Actions sent once more, counted each time. */
  public long resent() {
    return resent;
  }

  /** Bulk requests answered or failed. */
  public long requests() {
    return requests;
  }

  /** Bytes of the bodies of those requests, before compression. */
  public long bytes() {
    return bytes;
  }

  /** Milliseconds those requests took, added up over parallel ones. */
  public long requestMillis() {
    return requestMillis;
  }

  /** Milliseconds that callers of {@code add} and {@code close} waited. */
  public long waitMillis() {
    return waitMillis;
  }

  /** Actions that have not ended in any way yet. */
  public long outstanding() {
    return given - indexed - deleted - alreadyThere - rejected - unknown;
  }

  @Override
  public String toString() {
    return given
        + " given, "
        + indexed
        + " indexed, "
        + deleted
        + " deleted, "
        + alreadyThere
        + " already there, "
        + rejected
        + " rejected, "
        + (unknown == 0 ? "" : unknown + " unknown, ")
        + outstanding()
        + " outstanding";
  }
}
