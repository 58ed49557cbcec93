package dev.sluice.cli.rehearse;

import dev.sluice.flow.Ticker;
import dev.sluice.mapreduce.task.IndexRecordWriter;
import dev.sluice.report.Stage;
import dev.sluice.report.StageTimes;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * Measures a writer, and leaves the figures in counters. Owns the daemon thread {@code
 * sluice-rehearsal}, which {@link #close} ends.
 */
final class TrialWriter extends RecordWriter<Object, Object> {

  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private final IndexRecordWriter<Object, Object> writer;
  private final Ticker ticker;
  private final TrialWindow window;
  private final Thread thread = new Thread(this::look, "sluice-rehearsal");
  private volatile boolean ended;
  private boolean closed;

  private TrialWriter(IndexRecordWriter<Object, Object> writer, TrialWindow window, Ticker ticker) {
    this.writer = writer;
    this.window = window;
    this.ticker = ticker;
  }

  static TrialWriter start(
      IndexRecordWriter<Object, Object> writer, TaskAttemptContext context, Ticker ticker) {
    Duration warmUp = Trial.load(context.getConfiguration()).warmUp();
    TrialWriter started = new TrialWriter(writer, new TrialWindow(warmUp.toNanos()), ticker);
    started.see();
    started.thread.setDaemon(true);
    started.thread.start();
    return started;
  }

  private void look() {
    try {
      while (!ended) {
        see();
        ticker.sleep(LOOK_EVERY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void see() {
    window.see(ticker.nanos(), writer.counts(), writer.times());
  }

  @Override
  public void write(Object key, Object value) throws IOException {
    writer.write(key, value);
  }

  @Override
  public void close(TaskAttemptContext context) throws IOException {
    if (closed) {
      writer.close(context);
      return;
    }
    closed = true;
    ended = true;
    thread.interrupt();
    see();
    writer.close(context);
    window.finish(ticker.nanos(), writer.counts(), writer.times());
    if (!window.isEmpty()) {
      count(context);
    }
  }

  private void count(TaskAttemptContext context) {
    StageTimes times = window.times();
    set(context, TrialCounter.TASKS, 1);
    set(context, TrialCounter.BY_SOURCE, window.isBySource() ? 1 : 0);
    set(context, TrialCounter.DOCUMENTS_PER_KILOSECOND, Math.round(window.rate() * 1000));
    set(context, TrialCounter.BYTES_PER_SECOND, Math.round(window.bytesPerSecond()));
    set(context, TrialCounter.DOCUMENTS, window.documents());
    set(context, TrialCounter.REQUESTS, window.requests());
    set(context, TrialCounter.REFUSED, window.refused());
    set(context, TrialCounter.WINDOW_MICROS, micros(window.nanos()));
    set(context, TrialCounter.SOURCE_MICROS, micros(times.nanos(Stage.SOURCE)));
    set(context, TrialCounter.ENCODING_MICROS, micros(times.nanos(Stage.ENCODING)));
    set(context, TrialCounter.MEMORY_MICROS, micros(times.nanos(Stage.MEMORY)));
    set(context, TrialCounter.PAUSED_MICROS, micros(times.nanos(Stage.PAUSED)));
    set(context, TrialCounter.REQUEST_MICROS, micros(times.nanos(Stage.REQUESTS)));
    set(context, TrialCounter.SERVER_MICROS, micros(times.nanos(Stage.SERVER)));
    set(context, TrialCounter.IN_FLIGHT_MICROS, micros(window.inFlightNanos()));
    set(context, TrialCounter.TAIL_MICROS, micros(window.tailNanos()));
  }

  private static long micros(long nanos) {
    return TimeUnit.NANOSECONDS.toMicros(nanos);
  }

  private static void set(TaskAttemptContext context, TrialCounter counter, long value) {
    context.getCounter(TrialCounter.GROUP, counter.name()).increment(Math.max(0, value));
  }
}
