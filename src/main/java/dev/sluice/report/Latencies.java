package dev.sluice.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * A histogram of durations with a precision of 1 %, or of 0.1 ms if that is more. Thread-safe. Does
 * not grow with the number of durations.
 */
public final class Latencies {

  private static final long UNIT_NANOS = 100_000;
  private static final double UNITS_PER_MILLI = 10;

  /** Ten hours: more than any timeout. */
  private static final long MOST_UNITS = 10L * 3_600 * 10_000;

  private static final int DIGITS = 2;

  private final Histogram histogram;

  private Latencies(Histogram histogram) {
    this.histogram = histogram;
  }

  /** No durations yet. */
  public static Latencies none() {
    Histogram histogram = new Histogram(DIGITS);
    histogram.setAutoResize(true);
    return new Latencies(histogram);
  }

  /**
   * Reads what {@link #encoded} returned.
   *
   * @throws IOException if it is something else
   */
  public static Latencies decoded(String text) throws IOException {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
      Histogram histogram = Histogram.decodeFromCompressedByteBuffer(bytes, 0);
      histogram.setAutoResize(true);
      return new Latencies(histogram);
    } catch (DataFormatException | RuntimeException e) {
      throw new IOException("not a histogram: " + e.getMessage(), e);
    }
  }

  /** Adds a duration. */
  public synchronized void add(long nanos) {
    histogram.recordValue(Math.max(0, Math.min(MOST_UNITS, nanos / UNIT_NANOS)));
  }

  /** Adds the durations of another histogram. */
  public void addAll(Latencies other) {
    Histogram its = other.copy();
    synchronized (this) {
      histogram.add(its);
    }
  }

  private synchronized Histogram copy() {
    return histogram.copy();
  }

  /** Takes the durations out; this histogram is empty afterwards. */
  public synchronized Latencies drain() {
    Latencies taken = new Latencies(histogram.copy());
    histogram.reset();
    return taken;
  }

  /** The number of durations. */
  public synchronized long count() {
    return histogram.getTotalCount();
  }

  /**
   * The duration that a share of the durations does not exceed, in milliseconds; 0 if there are
   * none.
   *
   * @param percent from 0 to 100
   */
  public synchronized double millis(double percent) {
    return count() == 0 ? 0 : histogram.getValueAtPercentile(percent) / UNITS_PER_MILLI;
  }

  /** The durations as short text. */
  public synchronized String encoded() {
    ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(bytes);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
  }
}
