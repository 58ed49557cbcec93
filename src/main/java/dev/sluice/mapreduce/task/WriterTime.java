package dev.sluice.mapreduce.task;

import dev.sluice.bulk.BulkCounts;
import dev.sluice.flow.Ticker;
import dev.sluice.report.Stage;
import dev.sluice.report.StageTimes;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Measures where a task spends its time. Waiting times are exact. The time for encoding is
 * estimated: records are measured at random intervals, first of {@value #FIRST} on average and
 * later of up to {@value #MOST}, because reading the clock for each record would cost too much. A
 * measured record stands for those since the one before. What is left of the elapsed time is the
 * source's.
 *
 * <p>The writing thread measures; any thread can read the times.
 */
final class WriterTime {

  private static final int FIRST = 16;
  private static final int MOST = 512;

  /** Measured records from which on one can be an outlier. */
  private static final int FEW = 8;

  /** So many times the mean is an outlier. */
  private static final int OUTLIER = 8;

  private final Ticker ticker;
  private final Supplier<BulkCounts> engine;
  private final long startNanos;

  /** For the writing thread. */
  private int untilSample = 1;

  private int interval = 1;
  private int samples;
  private long usualNanos;
  private long sampleNanos;
  private long sampleWaitNanos;

  private volatile long encodingNanos;

  /** The elapsed time without waits when the writer was closed; negative before. */
  private volatile long workNanos = -1;

  private WriterTime(Ticker ticker, Supplier<BulkCounts> engine, long startNanos) {
    this.ticker = ticker;
    this.engine = engine;
    this.startNanos = startNanos;
  }

  /**
   * Starts to measure.
   *
   * @param engine the current counts
   */
  static WriterTime start(Ticker ticker, Supplier<BulkCounts> engine) {
    return new WriterTime(ticker, engine, ticker.nanos());
  }

  /** Whether the next record is measured; costs no more than counting. */
  boolean isDue() {
    return --untilSample == 0;
  }

  /** The record that is measured begins. */
  void begin() {
    sampleNanos = ticker.nanos();
    sampleWaitNanos = engine.get().waitNanos();
  }

  /** The record that is measured has been added. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  void end() {
    long waited = engine.get().waitNanos() - sampleWaitNanos;
    long nanos = Math.max(0, ticker.nanos() - sampleNanos - waited);
    encodingNanos += usual(nanos) * interval;
    int mean = Math.min(MOST, FIRST + samples);
    samples++;
    interval = 1 + ThreadLocalRandom.current().nextInt(2 * mean - 1);
    untilSample = interval;
  }

  /**
   * The time of the record, or a limit: a record during which the thread was suspended, for example
   * by a garbage collection, does not stand for others.
   */
  private long usual(long nanos) {
    long usual =
        samples < FEW ? nanos : Math.min(nanos, OUTLIER * Math.max(1, usualNanos / samples));
    usualNanos += usual;
    return usual;
  }

  /** The writer is closed: from now on it only waits. */
  void close() {
    workNanos = work(engine.get());
  }

  private long work(BulkCounts counts) {
    return Math.max(0, ticker.nanos() - startNanos - counts.waitNanos());
  }

  /** The times so far. */
  StageTimes times() {
    BulkCounts counts = engine.get();
    long work = workNanos < 0 ? work(counts) : workNanos;
    long encoding = Math.min(encodingNanos, work);
    Map<Stage, Long> nanos = new EnumMap<>(Stage.class);
    nanos.put(Stage.SOURCE, work - encoding);
    nanos.put(Stage.ENCODING, encoding);
    nanos.put(Stage.MEMORY, counts.memoryNanos());
    nanos.put(Stage.ANSWERS, counts.answerNanos());
    nanos.put(Stage.PAUSED, counts.pausedNanos());
    nanos.put(Stage.REQUESTS, counts.requestNanos());
    nanos.put(Stage.SERVER, counts.serverNanos());
    return StageTimes.ofNanos(nanos);
  }
}
