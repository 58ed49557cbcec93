package dev.sluice.cli.run;

import dev.sluice.io.LoadCounter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A table of the results of a job, for the end of a command. */
public final class Summary {

  private final List<String[]> rows = new ArrayList<>();
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
    add("read", HumanNumbers.count(tally.read()));
    add("indexed", HumanNumbers.count(tally.of(LoadCounter.INDEXED)));
    addUnlessZero("deleted", tally.of(LoadCounter.DELETED));
    addUnlessZero("noop", tally.of(LoadCounter.NOOP));
    addUnlessZero("already there", tally.of(LoadCounter.ALREADY_THERE));
    add("rejected", HumanNumbers.count(tally.rejected()));
    addUnlessZero("unknown", tally.unknown());
    add("resent", HumanNumbers.count(tally.of(LoadCounter.RESENT)));
    add("sent", HumanNumbers.bytes(tally.of(LoadCounter.BULK_BYTES)));
    andTime(time, tally.done());
    if (tally.rejected() > 0) {
      add("rejected docs", rejected);
    }
  }

  /** Adds a line. */
  public Summary and(String name, String value) {
    add(name, value);
    return this;
  }

  /** Adds a line with a number, unless that is zero. */
  public Summary andUnlessZero(String name, long count) {
    addUnlessZero(name, count);
    return this;
  }

  /** Adds a line with a count of which the tasks may not have reported the last part. */
  public Summary andReported(String name, long count) {
    add(name, count == 0 ? "none reported" : "at least " + HumanNumbers.count(count));
    return this;
  }

  /** Adds the time. */
  public Summary andTime(Duration time) {
    add("time", HumanNumbers.time(time));
    return this;
  }

  /** Adds the time and the documents per second. */
  public Summary andTime(Duration time, long documents) {
    andTime(time);
    add(
        "documents/s",
        HumanNumbers.count(new ProgressSnapshot(time.toNanos(), documents, 0, 1).rate()));
    return this;
  }

  /** Adds lines to the end. */
  public Summary above(List<String> lines) {
    below.addAll(lines);
    return this;
  }

  private void add(String name, String value) {
    rows.add(new String[] {name, value});
  }

  private void addUnlessZero(String name, long count) {
    if (count != 0) {
      add(name, HumanNumbers.count(count));
    }
  }

  /** Lines of name and value; numbers are aligned right, longer texts left. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (String[] row : rows) {
      lines.add(
          padded(row[0] + " ", 16) + (row[1].length() > 14 ? row[1] : flushRight(row[1], 14)));
    }
    lines.addAll(below);
    return lines;
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
