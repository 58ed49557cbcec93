package dev.sluice.hbase.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.KeyValue;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.util.Bytes;
import org.apache.hadoop.security.UserGroupInformation;

/** A table in memory, which counts what is done to it and fails when told to. Thread-safe. */
public final class FakeRows implements RowSource {

  public final AtomicInteger renewals = new AtomicInteger();
  public final AtomicInteger openScanners = new AtomicInteger();
  public final List<String> opened = Collections.synchronizedList(new ArrayList<>());
  public volatile boolean closed;
  public volatile Thread scanner;
  public volatile String user;

  private final Semaphore renewed = new Semaphore(0);
  private final NavigableSet<String> keys = new TreeSet<>();
  private final int valueBytes;
  private String failingKey;
  private int failuresLeft;
  private volatile boolean swallowsInterrupt;
  private IOException failure;

  private FakeRows(int valueBytes) {
    this.valueBytes = valueBytes;
  }

  public static FakeRows of(String... keys) {
    FakeRows rows = new FakeRows(1);
    rows.keys.addAll(Arrays.asList(keys));
    return rows;
  }

  public static FakeRows large(int count, int valueBytes) {
    FakeRows rows = new FakeRows(valueBytes);
    for (int i = 0; i < count; i++) {
      rows.keys.add("row-%06d".formatted(i));
    }
    return rows;
  }

  /** Fails that often where the row would come next. */
  public FakeRows failingAt(String key, int times, IOException e) {
    failingKey = key;
    failuresLeft = times;
    failure = e;
    return this;
  }

  /** As HBase's client does when an interrupt meets the renewal of a lease. */
  public FakeRows swallowingAnInterrupt() {
    swallowsInterrupt = true;
    return this;
  }

  private static void untilInterrupted() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      // swallowed
    }
  }

  /** Waits until a lease has been renewed that often. */
  public void awaitRenewals(int count) throws InterruptedException {
    assertThat(renewed.tryAcquire(count, 30, TimeUnit.SECONDS)).as("renewals").isTrue();
  }

  public static SplitRange range(String start, String end) {
    return SplitRange.of(Bytes.toBytes(start), Bytes.toBytes(end), 100, new byte[0]);
  }

  @Override
  public RangeRows open(SplitRange range) throws IOException {
    user = UserGroupInformation.getCurrentUser().getUserName();
    opened.add(range.toString());
    return rows(keys.tailSet(Bytes.toString(range.start), true), range);
  }

  @Override
  public RangeRows openBehind(SplitRange range, byte[] row, int rows) {
    opened.add(range + " behind " + Bytes.toString(row) + ", " + rows);
    return rows(keys.tailSet(Bytes.toString(row), false), range);
  }

  private RangeRows rows(NavigableSet<String> from, SplitRange range) {
    scanner = Thread.currentThread();
    openScanners.incrementAndGet();
    String end = Bytes.toString(range.end);
    List<String> part = from.stream().filter(k -> end.isEmpty() || k.compareTo(end) < 0).toList();
    return new RangeRows() {
      private int next;

      @Override
      public Result next() throws IOException {
        if (next == part.size()) {
          return null;
        }
        String key = part.get(next);
        if (key.equals(failingKey) && failuresLeft-- > 0) {
          throw failure;
        }
        next++;
        return row(key);
      }

      @Override
      public void renewLease() {
        renewals.incrementAndGet();
        renewed.release();
        if (swallowsInterrupt) {
          swallowsInterrupt = false;
          untilInterrupted();
        }
      }

      @Override
      public void close() {
        openScanners.decrementAndGet();
      }
    };
  }

  private Result row(String key) {
    Cell cell = new KeyValue(Bytes.toBytes(key), new byte[] {'f'}, null, new byte[valueBytes]);
    return Result.create(List.of(cell));
  }

  @Override
  public void close() {
    closed = true;
  }
}
