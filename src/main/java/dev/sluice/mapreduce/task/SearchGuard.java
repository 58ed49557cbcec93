package dev.sluice.mapreduce.task;

import dev.sluice.client.search.GuardSearch;
import dev.sluice.flow.Ticker;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Searches now and then during a load, and tells the engine the latency, so that it sends less
 * while searches are slow. Owns the daemon thread {@code sluice-guard}, which {@link #close} stops.
 * All tasks together search about ten times a second at most.
 */
final class SearchGuard implements Closeable {

  private static final Logger log = LoggerFactory.getLogger(SearchGuard.class);

  private static final int TASKS_PER_SECOND = 10;
  private static final Duration LEAST_PAUSE = Duration.ofMillis(500);
  private static final Duration LEAST_TIMEOUT = Duration.ofSeconds(1);

  private final GuardSearch search;
  private final SendingEngine engine;
  private final Duration bound;
  private final Duration pause;
  private final Ticker ticker;
  private final RepeatedWork work;

  private boolean failed;

  /**
   * Creates a guard that is not started.
   *
   * @param bound the maximum p95 of the latency
   * @param tasks the number of tasks that search
   * @param phase when to begin, from 0 to 1, so that tasks that start together do not search
   *     together
   */
  SearchGuard(
      GuardSearch search,
      SendingEngine engine,
      Duration bound,
      int tasks,
      double phase,
      Ticker ticker) {
    this.search = search;
    this.engine = engine;
    this.bound = bound;
    this.ticker = ticker;
    Duration share = Duration.ofSeconds(1).multipliedBy(tasks).dividedBy(TASKS_PER_SECOND);
    pause = share.compareTo(LEAST_PAUSE) < 0 ? LEAST_PAUSE : share;
    Duration first = Duration.ofNanos((long) (phase * pause.toNanos()));
    work = new RepeatedWork("sluice-guard", first, this::searchAndWait, ticker);
  }

  /** Limits the requests from now on, and starts the thread. */
  void start() {
    engine.guard(bound);
    work.start();
  }

  private Duration searchAndWait() {
    engine.searched(latency());
    return pause;
  }

  /** Nanoseconds of one search; Long.MAX_VALUE if it failed or timed out. */
  private long latency() {
    long start = ticker.nanos();
    try {
      Duration longest = bound.multipliedBy(2);
      search.run(longest.compareTo(LEAST_TIMEOUT) < 0 ? LEAST_TIMEOUT : longest);
      return ticker.nanos() - start;
    } catch (IOException | RuntimeException e) {
      if (!failed) {
        failed = true;
        log.warn(
            "The guard's search failed, which counts as slower than {} ms: {}",
            bound.toMillis(),
            e.getMessage());
      }
      return Long.MAX_VALUE;
    }
  }

  @Override
  public void close() {
    search.abort();
    work.close();
  }
}
