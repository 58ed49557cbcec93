package dev.sluice.hbase.scan;

import dev.sluice.flow.BoundedQueue;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.hadoop.hbase.client.Result;

/**
 * The work of a task's scanner thread, which owns the source and its scanners: it reads range after
 * range into the queue. While the queue is full, it renews the scanner lease, so that back-pressure
 * from Elasticsearch does not expire it. While the mapper waits, rows are passed on one by one,
 * otherwise in chunks, to save thread wake-ups. The thread ends when everything is read, at the
 * first failure, or when it is interrupted.
 */
final class RangeScan implements Runnable {

  private static final long CHUNK_BYTES = 64 << 10;
  private static final int CHUNK_ROWS = 256;

  private final String what;
  private final RowSource.Opener opener;
  private final List<SplitRange> ranges;
  private final ScanStart start;
  private final BoundedQueue<RowChunk> queue;
  private final Duration renewal;
  private final ReadCounts counts;

  /**
   * Creates a scan.
   *
   * @param what the table or snapshot, for messages
   * @param renewal the interval of lease renewals while the queue is full
   */
  RangeScan(
      String what,
      RowSource.Opener opener,
      List<SplitRange> ranges,
      ScanStart start,
      BoundedQueue<RowChunk> queue,
      Duration renewal,
      ReadCounts counts) {
    this.what = what;
    this.opener = opener;
    this.ranges = ranges;
    this.start = start;
    this.queue = queue;
    this.renewal = renewal;
    this.counts = counts;
  }

  @Override
  public void run() {
    try {
      readAll();
      queue.end();
    } catch (IOException e) {
      queue.fail(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      queue.fail(new IOException("reading " + what + " was interrupted", e));
    } catch (Throwable e) {
      queue.fail(new IOException("reading " + what + " failed: " + e, e));
    }
  }

  private void readAll() throws IOException, InterruptedException {
    try (RowSource source = opener.open()) {
      for (int i = start.range; i < ranges.size(); i++) {
        ScanStart here = i == start.range ? start : ScanStart.FIRST;
        try (RangeRows rows = RestartingRows.open(what, source, ranges.get(i), here, counts)) {
          read(i, rows);
        }
      }
    }
  }

  private void read(int range, RangeRows rows) throws IOException, InterruptedException {
    RowChunk chunk = new RowChunk(range);
    for (Result row = rows.next(); row != null; row = rows.next()) {
      chunk.add(row);
      if (isFull(chunk) || queue.isEmpty()) {
        hand(chunk, rows);
        chunk = new RowChunk(range);
      }
    }
    hand(chunk, rows);
  }

  private static boolean isFull(RowChunk chunk) {
    return chunk.bytes() >= CHUNK_BYTES || chunk.rows().size() >= CHUNK_ROWS;
  }

  private void hand(RowChunk chunk, RangeRows rows) throws InterruptedException {
    while (!queue.offer(chunk, renewal)) {
      rows.renewLease();
      counts.renewed();
    }
  }
}
