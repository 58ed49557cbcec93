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
 * Reports progress to Hadoop while a task waits for Elasticsearch, and publishes its counters. Owns
 * the counters and the daemon thread {@code sluice-heartbeat}, which {@link #close} stops. The
 * heartbeat pauses if there is no reply and no new document for longer than the retry timeout, so
 * that Hadoop kills a hanging task. It resumes with the next reply.
 */
final class Heartbeat implements Closeable {

  private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);
  private static final Duration PERIOD = Duration.ofSeconds(3);

  private final Progressable task;
  private final LiveCounters counters;
  private final Supplier<BulkCounts> ledger;
  private final LongSupplier nanosSinceAnswer;
  private final Duration patience;
  private final Ticker ticker;
  private final RepeatedWork work;

  private long given = -1;
  private long givenNanos;
  private boolean silent;

  /**
   * Creates a heartbeat that is not started.
   *
   * @param ledger the current counts of the engine
   * @param nanosSinceAnswer the time since the last reply of Elasticsearch
   * @param patience the time without activity after which the heartbeat pauses
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
    work = new RepeatedWork("sluice-heartbeat", PERIOD, this::beatAndWait, ticker);
  }

  void start() {
    work.start();
  }

  private Duration beatAndWait() {
    beat();
    return PERIOD;
  }

  /** One heartbeat, in the thread. */
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

  /** Publishes the last counters. */
  @Override
  public void close() {
    work.close();
    counters.publish(ledger.get());
    counters.close();
  }
}
