package dev.sluice.hbase.scan;

import dev.sluice.config.ConfigException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.util.Bytes;

/** Limits a user's scan to ranges. */
public final class ScanBounds {

  private ScanBounds() {}

  /**
   * Checks that a scan can be split into ranges that together read the same complete rows.
   *
   * @throws ConfigException with all problems
   */
  public static void check(Scan scan) {
    List<String> problems = new ArrayList<>();
    if (scan.getBatch() > 0 || scan.getAllowPartialResults()) {
      problems.add(
          "the scan has setBatch("
              + scan.getBatch()
              + ") or allows partial results, which split rows, but each row must be one"
              + " record: remove both");
    }
    if (scan.isReversed()) {
      problems.add("the scan is reversed, but rows are read in key order: remove setReversed");
    }
    if (scan.isNeedCursorResult()) {
      problems.add("the scan requests cursors, which are not rows: remove setNeedCursorResult");
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  /**
   * Limits a scan to a range.
   *
   * @param start the first key of the range
   * @param end the end key, exclusive; empty for no limit
   * @return empty if no row can match both
   */
  public static Optional<Scan> clip(Scan scan, byte[] start, byte[] end) {
    Scan part = copy(scan);
    if (Bytes.compareTo(start, scan.getStartRow()) > 0) {
      part.withStartRow(start, true);
    }
    byte[] stop = scan.getStopRow();
    // An inclusive stop row at the start of the next range is read there.
    if (end.length > 0 && (stop.length == 0 || Bytes.compareTo(end, stop) <= 0)) {
      part.withStopRow(end, false);
    }
    return isEmpty(part) ? Optional.empty() : Optional.of(part);
  }

  /**
   * The rest of a scan after a row.
   *
   * @return empty if no row can follow
   */
  public static Optional<Scan> behind(Scan scan, byte[] row) {
    Scan rest = copy(scan).withStartRow(row, false);
    return isEmpty(rest) ? Optional.empty() : Optional.of(rest);
  }

  /** Whether a scan cannot match any row. */
  static boolean isEmpty(Scan scan) {
    if (scan.getStopRow().length == 0) {
      return false;
    }
    int order = Bytes.compareTo(scan.getStartRow(), scan.getStopRow());
    return order > 0 || (order == 0 && !(scan.includeStartRow() && scan.includeStopRow()));
  }

  /** The same rows with an exclusive stop row. */
  static Scan withoutStop(Scan scan) {
    Scan open = copy(scan);
    byte[] stop = scan.getStopRow();
    if (stop.length > 0 && scan.includeStopRow()) {
      open.withStopRow(Arrays.copyOf(stop, stop.length + 1), false);
    }
    return open;
  }

  static Scan copy(Scan scan) {
    try {
      return new Scan(scan);
    } catch (IOException e) {
      throw new IllegalArgumentException("the scan cannot be copied: " + scan, e);
    }
  }
}
