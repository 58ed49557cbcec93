package dev.sluice.hbase.scan;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import org.apache.hadoop.hbase.DoNotRetryIOException;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.util.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of a range. After a failure it opens a new scanner after the last row. A second failure
 * at the same row, or one that HBase reports as permanent, is thrown. HBase's client has already
 * retried as configured before a failure gets here.
 */
final class RestartingRows implements RangeRows {

  private static final Logger log = LoggerFactory.getLogger(RestartingRows.class);

  private final String what;
  private final RowSource source;
  private final SplitRange range;
  private final ReadCounts counts;

  private RangeRows rows;
  private byte[] last;
  private int read;
  private boolean restartedHere;

  private RestartingRows(String what, RowSource source, SplitRange range, ReadCounts counts) {
    this.what = what;
    this.source = source;
    this.range = range;
    this.counts = counts;
  }

  /**
   * Opens a range.
   *
   * @param what the table or snapshot, for messages
   */
  static RestartingRows open(String what, RowSource source, SplitRange range, ReadCounts counts)
      throws IOException {
    return open(what, source, range, ScanStart.FIRST, counts);
  }

  /** Opens a range behind a row of it, if the start names one. */
  static RestartingRows open(
      String what, RowSource source, SplitRange range, ScanStart start, ReadCounts counts)
      throws IOException {
    RestartingRows rows = new RestartingRows(what, source, range, counts);
    rows.last = start.row;
    rows.read = start.rows;
    try {
      rows.rows =
          start.row == null ? source.open(range) : source.openBehind(range, start.row, start.rows);
    } catch (IOException e) {
      throw rows.failure(e);
    }
    return rows;
  }

  @Override
  public Result next() throws IOException {
    while (true) {
      try {
        Result row = rows.next();
        if (row != null) {
          last = row.getRow();
          read++;
          restartedHere = false;
        }
        return row;
      } catch (IOException e) {
        if (restartedHere || isFinal(e)) {
          throw failure(e);
        }
        restart(e);
      }
    }
  }

  private static boolean isFinal(IOException e) {
    boolean interrupted =
        e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException);
    return interrupted || e instanceof DoNotRetryIOException;
  }

  private void restart(IOException cause) throws IOException {
    restartedHere = true;
    counts.restarted();
    log.warn(
        "Restarting the scan of {} in range {} {}: {}", what, range, place(), cause.toString());
    rows.close();
    try {
      rows = last == null ? source.open(range) : source.openBehind(range, last, read);
    } catch (IOException e) {
      e.addSuppressed(cause);
      throw failure(e);
    }
  }

  private IOException failure(IOException cause) {
    return new IOException(
        "reading " + what + " in range " + range + " failed " + place() + ": " + cause, cause);
  }

  private String place() {
    return last == null
        ? "before its first row"
        : "after row \"" + Bytes.toStringBinary(last) + "\" (row " + read + " of the range)";
  }

  @Override
  public void renewLease() {
    rows.renewLease();
  }

  @Override
  public void close() {
    rows.close();
  }
}
