package dev.sluice.mapreduce.task;

import dev.sluice.bulk.BulkCounts;
import dev.sluice.bulk.Rejections;
import dev.sluice.flow.Ticker;
import dev.sluice.report.ErrorTally;
import dev.sluice.report.Latencies;
import dev.sluice.report.Measure;
import dev.sluice.report.Measures;
import dev.sluice.report.Stage;
import dev.sluice.report.StageTimes;
import dev.sluice.report.TaskHistory;
import dev.sluice.report.TimeSeries;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records what a task does over time, for the report of the job. Owns the daemon thread {@code
 * sluice-recorder}, which {@link #close} stops. The thread also publishes the manifest of the
 * running task every now and then, so that the report shows running and killed jobs. A failure to
 * publish is only logged: the load does not depend on it.
 */
final class TaskRecorder implements Closeable {

  private static final Logger log = LoggerFactory.getLogger(TaskRecorder.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);

  /** A new task publishes often, an old one seldom: the file system has other work. */
  private static final long PUBLISHES_AT_LEAST_EVERY_MILLIS = 60_000;

  private static final long PUBLISHES_AT_MOST_EVERY_MILLIS = 4_000;

  private final Ticker ticker;
  private final Latencies latencies = Latencies.none();
  private final ErrorTally errors = new ErrorTally();
  private final TimeSeries series = TimeSeries.ofAtMost(TaskHistory.MOST_INTERVALS);
  private final RepeatedWork work;

  private Supplier<BulkCounts> engine;
  private WriterTime time;
  private Publisher publisher;
  private long startedMillis;

  private Measures last = Measures.NONE;
  private long lastMillis;
  private long publishedMillis;

  /** Publishes the manifest of the running task. */
  interface Publisher {
    void publish(TaskHistory history) throws IOException;
  }

  /** Creates a recorder that is not started. */
  TaskRecorder(Ticker ticker) {
    this.ticker = ticker;
    work = new RepeatedWork("sluice-recorder", PERIOD, this::beatAndWait, ticker);
  }

  /**
   * Starts the thread.
   *
   * @param counts the current counts of the engine
   */
  void start(Supplier<BulkCounts> counts, Publisher running) {
    engine = counts;
    publisher = running;
    startedMillis = ticker.wallMillis();
    time = WriterTime.start(ticker, counts);
    lastMillis = startedMillis;
    last = measures(time.times(), startedMillis); // not what an earlier attempt has done
    publishedMillis = startedMillis;
    work.start();
  }

  /** Counts the rejected documents that others store. */
  Rejections counting(Rejections kept) {
    return new ErrorCount(kept, errors);
  }

  /** Records how long a bulk request took. Thread-safe. */
  void answered(long nanos) {
    latencies.add(nanos);
  }

  /** Measures the writing thread. */
  WriterTime time() {
    return time;
  }

  private Duration beatAndWait() throws InterruptedException {
    beat();
    return PERIOD;
  }

  /** Records, and publishes if it is time. */
  private void beat() throws InterruptedException {
    TaskHistory history = history();
    long now = history.updatedMillis();
    long age = now - startedMillis;
    if (now - publishedMillis
        >= Math.max(
            PUBLISHES_AT_MOST_EVERY_MILLIS, Math.min(PUBLISHES_AT_LEAST_EVERY_MILLIS, age / 4))) {
      publishedMillis = now;
      publish(history);
    }
  }

  private void publish(TaskHistory history) throws InterruptedException {
    try {
      publisher.publish(history);
    } catch (IOException | RuntimeException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException();
      }
      log.debug("Could not publish what the task has done so far", e);
    }
  }

  /** The history until now. */
  synchronized TaskHistory history() {
    // The clock is read after the times, which are a part of the task's time.
    StageTimes times = time.times();
    long now = ticker.wallMillis();
    Measures sums = measures(times, now);
    series.add(lastMillis, now, sums.minus(last), latencies.drain());
    last = sums;
    lastMillis = now;
    return TaskHistory.of(startedMillis, now, series.copy(), errors);
  }

  private Measures measures(StageTimes times, long now) {
    BulkCounts counts = engine.get();
    Map<Measure, Long> values = new EnumMap<>(Measure.class);
    values.put(Measure.DOCUMENTS, counts.given() - counts.outstanding());
    values.put(Measure.BYTES, counts.bytes());
    values.put(Measure.REQUESTS, counts.requests());
    values.put(Measure.REFUSED, counts.refused());
    values.put(Measure.RESENT, counts.resent());
    values.put(Measure.REJECTED, counts.rejected());
    values.put(Measure.IN_FLIGHT_MS, counts.inFlightNanos() / 1_000_000);
    values.put(Measure.TASK_MS, now - startedMillis);
    for (Stage stage : Stage.values()) {
      values.put(Measure.of(stage), times.millis(stage));
    }
    return Measures.of(values);
  }

  @Override
  public void close() {
    work.close();
  }
}
