package dev.sluice.mapreduce.task;

import dev.sluice.bulk.BulkCounts;
import dev.sluice.flow.Ticker;
import java.io.Closeable;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.hadoop.util.Progressable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells Hadoop that a task is alive while it waits for Elasticsearch, and shows its counters. Owns
 * one daemon thread, {@code sluice-heartbeat}, which {@link #close} stops. The beat stops by itself
 * once neither an answer nor a new document has come for longer than the engine would go on trying,
 * so that a task that hangs does die; it goes on with the next answer.
 */
final class Heartbeat implements Closeable {

  private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);
  private static final Duration PERIOD = Duration.ofSeconds(3);
  private static final long STOP_MILLIS = 1_000;

  private final Progressable task;
  private final LiveCounters counters;
  private final Supplier<BulkCounts> ledger;
  private final LongSupplier nanosSinceAnswer;
  private final Duration patience;
  private final Ticker ticker;
  private final Thread thread = new Thread(this::run, "sluice-heartbeat");

  private long given = -1;
  private long givenNanos;
  private boolean silent;

  /**
   * A heartbeat that does not beat yet.
   *
   * @param ledger the engine's counts now
   * @param nanosSinceAnswer how long ago Elasticsearch last answered
   * @param patience how long nothing may happen before the beat stops
   */
  Heartbeat(
      Progressable task,
      LiveCounters counters,
      Supplier<BulkCounts> ledger,
      LongSupplier nanosSinceAnswer,
      Duration patience,
      Ticker ticker) {
    this.task = task;
    this.counters = counters;
    this.ledger = ledger;
    this.nanosSinceAnswer = nanosSinceAnswer;
    this.patience = patience;
    this.ticker = ticker;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (true) {
        ticker.sleep(PERIOD);
        beat();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  /** One beat, in the thread. */
  void beat() {
    BulkCounts now = ledger.get();
    counters.publish(now);
    long nanos = ticker.nanos();
    if (now.given() != given) {
      given = now.given();
      givenNanos = nanos;
    }
    long silentNanos = Math.min(nanosSinceAnswer.getAsLong(), nanos - givenNanos);
    if (silentNanos <= patience.toNanos()) {
      silent = false;
      task.progress();
    } else if (!silent) {
      silent = true;
      log.warn(
          "No reply and no new document for {} s: the heartbeat stops, and Hadoop kills the"
              + " task after mapreduce.task.timeout. {}",
          patience.toMillis() / 1000,
          now);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
