package dev.sluice.bulk;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A snapshot of the counts. Every action ends as exactly one of indexed, deleted, noop, already
 * there, rejected or unknown; the rest are outstanding. Immutable.
 */
public final class BulkCounts {

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final int NUMBERS = 11;

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
  private final long refused;
  private final long requestNanos;
  private final long serverNanos;
  private final long memoryNanos;
  private final long answerNanos;
  private final long pausedNanos;
  private final long inFlightNanos;

  /** Nothing was done. */
  public static final BulkCounts NONE =
      new BulkCounts(new Outcomes(0), new RunningCounts(), new TimeSums());

  BulkCounts(Outcomes outcomes, RunningCounts counts, TimeSums times) {
    given = outcomes.given;
    indexed = outcomes.indexed;
    deleted = outcomes.deleted;
    noop = outcomes.noop;
    alreadyThere = outcomes.alreadyThere;
    rejected = outcomes.rejected;
    unknown = outcomes.unknown;
    resent = counts.resent;
    requests = counts.requests;
    bytes = counts.bytes;
    refused = counts.refused;
    requestNanos = counts.requestNanos;
    serverNanos = counts.serverNanos;
    memoryNanos = times.memoryNanos();
    answerNanos = times.answerNanos();
    pausedNanos = times.pausedNanos();
    inFlightNanos = times.inFlightNanos();
  }

  /**
   * The counts of {@link #toNumbers}, without times.
   *
   * @throws IllegalArgumentException if there is another number of them, or one is negative
   */
  public static BulkCounts ofNumbers(long... numbers) {
    if (numbers.length != NUMBERS || Arrays.stream(numbers).anyMatch(number -> number < 0)) {
      throw new IllegalArgumentException("not the counts of a load: " + Arrays.toString(numbers));
    }
    Outcomes outcomes = new Outcomes(0);
    outcomes.given = numbers[0];
    outcomes.indexed = numbers[1];
    outcomes.deleted = numbers[2];
    outcomes.noop = numbers[3];
    outcomes.alreadyThere = numbers[4];
    outcomes.rejected = numbers[5];
    outcomes.unknown = numbers[6];
    RunningCounts counts = new RunningCounts();
    counts.resent = numbers[7];
    counts.requests = numbers[8];
    counts.bytes = numbers[9];
    counts.refused = numbers[10];
    return new BulkCounts(outcomes, counts, new TimeSums());
  }

  /** The counts without times, to be stored. */
  public long[] toNumbers() {
    return new long[] {
      given,
      indexed,
      deleted,
      noop,
      alreadyThere,
      rejected,
      unknown,
      resent,
      requests,
      bytes,
      refused
    };
  }

  /** {@link #toNumbers} as a text. */
  public String toText() {
    return LongStream.of(toNumbers()).mapToObj(Long::toString).collect(Collectors.joining(" "));
  }

  /**
   * Reads the output of {@link #toText}.
   *
   * @throws IllegalArgumentException if it is another text
   */
  public static BulkCounts parse(String text) {
    return ofNumbers(Arrays.stream(text.split(" ")).mapToLong(Long::parseLong).toArray());
  }

  /** The sums of these counts and others, without times. */
  public BulkCounts plus(BulkCounts others) {
    long[] sums = toNumbers();
    long[] more = others.toNumbers();
    Arrays.setAll(sums, i -> sums[i] + more[i]);
    return ofNumbers(sums);
  }

  /** The counts of actions, to be added to others. */
  Outcomes outcomes() {
    Outcomes outcomes = new Outcomes(0);
    outcomes.given = given;
    outcomes.indexed = indexed;
    outcomes.deleted = deleted;
    outcomes.noop = noop;
    outcomes.alreadyThere = alreadyThere;
    outcomes.rejected = rejected;
    outcomes.unknown = unknown;
    return outcomes;
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
    return requestNanos / NANOS_PER_MILLI;
  }

  /** Bulk requests that were refused with status 429, as a whole or in part. */
  public long refused() {
    return refused;
  }

  /** Time that callers of {@code add} and {@code close} waited, in milliseconds. */
  public long waitMillis() {
    return waitNanos() / NANOS_PER_MILLI;
  }

  /** Time that callers of {@code add} and {@code close} waited. */
  public long waitNanos() {
    return memoryNanos + answerNanos + pausedNanos;
  }

  /** Time that callers of {@code add} waited for memory while a request was in flight. */
  public long memoryNanos() {
    return memoryNanos;
  }

  /** Time that {@code close} waited for the last replies while a request was in flight. */
  public long answerNanos() {
    return answerNanos;
  }

  /** Time that callers waited while every request had to wait, for example before a retry. */
  public long pausedNanos() {
    return pausedNanos;
  }

  /** Duration of the bulk requests, summed over parallel requests. */
  public long requestNanos() {
    return requestNanos;
  }

  /** The part of it that the server reported as {@code took}. */
  public long serverNanos() {
    return serverNanos;
  }

  /** The number of requests in flight, summed over the time; includes requests in flight now. */
  public long inFlightNanos() {
    return inFlightNanos;
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
