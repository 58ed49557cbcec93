package dev.sluice.hbase.scan;

import dev.sluice.flow.BoundedQueue;
import dev.sluice.flow.ByteBudget;
import dev.sluice.flow.ThreadStop;
import dev.sluice.flow.Ticker;
import dev.sluice.mapreduce.checkpoint.ResumableReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.PrivilegedAction;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.io.ImmutableBytesWritable;
import org.apache.hadoop.hbase.util.Bytes;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.security.UserGroupInformation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the ranges of a split. Owns the daemon thread {@code sluice-hbase-scan} and its scanners.
 * {@link #initialize} starts the thread; {@link #close} interrupts it and waits for it.
 */
public final class GroupedRecordReader extends RecordReader<ImmutableBytesWritable, Result>
    implements ResumableReader {

  private static final Logger log = LoggerFactory.getLogger(GroupedRecordReader.class);
  private static final Duration WAIT = Duration.ofSeconds(3);
  private static final Duration STATUS_EVERY = Duration.ofSeconds(10);
  private static final Duration RENEWAL_AT_LEAST_EVERY = Duration.ofSeconds(10);

  /** Creates the opener of the row source. */
  @FunctionalInterface
  public interface Source {
    RowSource.Opener in(Configuration conf) throws IOException;
  }

  private final String what;
  private final Source source;
  private final Ticker ticker;
  private final ReadCounts counts = new ReadCounts();
  private final ImmutableBytesWritable key = new ImmutableBytesWritable();

  private TaskAttemptContext task;
  private List<SplitRange> ranges = Collections.emptyList();
  private ReadProgress progress;
  private BoundedQueue<RowChunk> queue;
  private Thread thread;
  private Iterator<Result> rows = Collections.emptyIterator();
  private Result row;
  private ScanStart start = ScanStart.FIRST;

  /** The current range and the rows read of it; then the same for the row delivered last. */
  private int range;

  private int rowsOfRange;
  private int rowRange;
  private int rowsRead;
  private int statusRange = -1;
  private long statusNanos;

  /**
   * Creates a reader.
   *
   * @param what the table or snapshot, for messages
   */
  public GroupedRecordReader(String what, Source source, Ticker ticker) {
    this.what = what;
    this.source = source;
    this.ticker = ticker;
  }

  @Override
  public void initialize(InputSplit split, TaskAttemptContext context) throws IOException {
    Configuration conf = context.getConfiguration();
    task = context;
    ranges = ((GroupedSplit) split).ranges();
    progress = new ReadProgress(ranges);
    queue =
        new BoundedQueue<>(
            ByteBudget.of(HBaseSettings.READ_AHEAD.read(conf::get)), RowChunk::bytes);
    RangeScan scan =
        new RangeScan(what, source.in(conf), ranges, start, queue, renewal(conf), counts);
    // Not every JDK passes the user on to a new thread, and the user has the tokens of the job.
    UserGroupInformation user = UserGroupInformation.getCurrentUser();
    PrivilegedAction<Void> work =
        () -> {
          scan.run();
          return null;
        };
    thread = new Thread(() -> user.doAs(work), "sluice-hbase-scan");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Three times during a lease; the lease of the server may be shorter than the one configured
   * here.
   */
  private static Duration renewal(Configuration conf) {
    long leaseMillis =
        conf.getLong(
            HConstants.HBASE_CLIENT_SCANNER_TIMEOUT_PERIOD,
            HConstants.DEFAULT_HBASE_CLIENT_SCANNER_TIMEOUT_PERIOD);
    long millis = Math.min(leaseMillis / 3, RENEWAL_AT_LEAST_EVERY.toMillis());
    return Duration.ofMillis(Math.max(1, millis));
  }

  @Override
  public boolean nextKeyValue() throws IOException {
    while (!rows.hasNext()) {
      if (!nextChunk()) {
        row = null;
        return false;
      }
    }
    row = rows.next();
    rowsOfRange++;
    rowRange = range;
    rowsRead = rowsOfRange;
    key.set(row.getRow());
    return true;
  }

  private boolean nextChunk() throws IOException {
    try {
      Optional<RowChunk> chunk = queue.poll(WAIT);
      count();
      if (chunk.isPresent()) {
        rows = chunk.get().rows().iterator();
        enter(chunk.get().range());
        progress.read(chunk.get().range(), chunk.get().bytes());
        show(chunk.get());
      } else if (!queue.isEnded()) {
        // HBase's client has its own timeout; a filter may skip rows for a long time before that.
        task.progress();
      }
      return !queue.isEnded();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("reading " + what + " was interrupted");
    }
  }

  private void enter(int next) {
    if (next != range) {
      range = next;
      rowsOfRange = 0;
    }
  }

  @Override
  public String input() {
    return RangeInput.toText(ranges);
  }

  /** The range and the row, or the place where this reader began. */
  @Override
  public String place() {
    boolean any = rowsRead > 0; // also behind the last row
    return (any ? ScanStart.behind(rowRange, key.copyBytes(), rowsRead) : start).toString();
  }

  @Override
  public void startAt(String place) {
    start = ScanStart.parse(place);
    range = start.range;
    rowsOfRange = start.rows;
  }

  private void count() {
    long renewals = counts.takeRenewals();
    if (renewals > 0) {
      task.getCounter(RowCounter.LEASES_RENEWED).increment(renewals);
    }
    long restarts = counts.takeRestarts();
    if (restarts > 0) {
      task.getCounter(RowCounter.SCANS_RESTARTED).increment(restarts);
    }
  }

  /** Shows the range and, from time to time, the row as the status of the task. */
  private void show(RowChunk chunk) {
    long nanos = ticker.nanos();
    if (chunk.range() == statusRange && nanos - statusNanos < STATUS_EVERY.toNanos()) {
      return;
    }
    statusRange = chunk.range();
    statusNanos = nanos;
    String at =
        chunk.rows().isEmpty()
            ? ""
            : " at row \"" + Bytes.toStringBinary(chunk.rows().get(0).getRow()) + "\"";
    task.setStatus(
        "range "
            + (statusRange + 1)
            + " of "
            + ranges.size()
            + " of "
            + what
            + ", "
            + ranges.get(statusRange)
            + at);
  }

  @Override
  public ImmutableBytesWritable getCurrentKey() {
    return key;
  }

  @Override
  public Result getCurrentValue() {
    return row;
  }

  @Override
  public float getProgress() {
    if (progress == null) {
      return 0;
    }
    return queue.isEnded() ? 1 : progress.fraction();
  }

  @Override
  public void close() {
    if (thread == null) {
      return;
    }
    // HBase's client swallows an interrupt during a lease renewal.
    if (!ThreadStop.of(Collections.singletonList(thread))) {
      log.warn("The scanner thread of {} did not stop in time; it ends with the task's JVM", what);
    }
    count();
    thread = null;
  }
}
