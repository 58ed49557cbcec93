package dev.sluice.cli.run;

import dev.sluice.io.LoadCounter;
import dev.sluice.json.JsonWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The results of a job, for the end of a command: a table for people, or members of JSON. */
public final class Summary {

  private final List<SummaryRow> rows = new ArrayList<>();
  private final List<String> below = new ArrayList<>();

  /** A summary without rows. */
  public Summary() {}

  /**
   * Sums up a job.
   *
   * @param tally its last counters
   * @param time from submission to end
   * @param rejected the place of rejected documents
   */
  public Summary(JobCounters tally, Duration time, String rejected) {
    andCount("read", tally.read());
    andCount("indexed", tally.of(LoadCounter.INDEXED));
    andUnlessZero("deleted", tally.of(LoadCounter.DELETED));
    andUnlessZero("noop", tally.of(LoadCounter.NOOP));
    andUnlessZero("already there", tally.of(LoadCounter.ALREADY_THERE));
    andCount("rejected", tally.rejected());
    andUnlessZero("unknown", tally.unknown());
    andCount("resent", tally.of(LoadCounter.RESENT));
    andBytes("sent", tally.of(LoadCounter.BULK_BYTES));
    andTime(time, tally.done());
    andRejected(tally, rejected);
  }

  /**
   * Sums up a dry run.
   *
   * @param tally its last counters
   * @param time from submission to end
   * @param rejected the place of rejected documents
   */
  public static Summary ofDryRun(JobCounters tally, Duration time, String rejected) {
    return new Summary()
        .andCount("read", tally.read())
        .andCount("would index", tally.of(LoadCounter.INDEXED))
        .andUnlessZero("would delete", tally.of(LoadCounter.DELETED))
        .andCount("rejected", tally.rejected())
        .andBytes("would send", tally.of(LoadCounter.BULK_BYTES))
        .andTime(time, tally.done())
        .andRejected(tally, rejected);
  }

  private Summary andRejected(JobCounters tally, String place) {
    return tally.rejected() > 0 ? and("rejected docs", place) : this;
  }

  /** Adds a line with a text. */
  public Summary and(String name, String value) {
    return add(SummaryRow.text(name, value));
  }

  /** Adds a line with a number. */
  public Summary andCount(String name, long count) {
    return add(SummaryRow.count(name, count));
  }

  /** Adds a line with a number, unless that is zero. */
  public Summary andUnlessZero(String name, long count) {
    return count == 0 ? this : andCount(name, count);
  }

  /** Adds a line with a size. */
  public Summary andBytes(String name, long bytes) {
    return add(SummaryRow.bytes(name, bytes));
  }

  /** Adds a line with a count of which the tasks may not have reported the last part. */
  public Summary andReported(String name, long count) {
    return add(SummaryRow.atLeast(name, count));
  }

  /** Adds the time. */
  public Summary andTime(Duration time) {
    return add(SummaryRow.time("time", time));
  }

  /** Adds the time and the documents per second. */
  public Summary andTime(Duration time, long documents) {
    long rate = new ProgressSnapshot(time.toNanos(), documents, 0, 1).rate();
    return andTime(time).andCount("documents/s", rate);
  }

  /** Adds lines to the end. JSON leaves them out. */
  public Summary above(List<String> lines) {
    below.addAll(lines);
    return this;
  }

  private Summary add(SummaryRow row) {
    rows.add(row);
    return this;
  }

  /** Lines of name and value; numbers are aligned right, longer texts left. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (SummaryRow row : rows) {
      String value = row.value();
      lines.add(
          padded(row.name() + " ", 16) + (value.length() > 14 ? value : flushRight(value, 14)));
    }
    lines.addAll(below);
    return lines;
  }

  /**
   * Writes the rows as members of a JSON object. Indented rows belong to the row above them, and
   * their names begin with its name.
   */
  void writeTo(JsonWriter out) {
    String above = "";
    for (SummaryRow row : rows) {
      boolean within = row.name().startsWith(" ");
      row.writeTo(within ? above : "", out);
      above = within ? above : row.name() + " ";
    }
  }

  public static String padded(String text, int width) {
    StringBuilder out = new StringBuilder(text);
    while (out.length() < width) {
      out.append(' ');
    }
    return out.toString();
  }

  static String flushRight(String text, int width) {
    return padded("", width - text.length()) + text;
  }
}
