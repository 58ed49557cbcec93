package dev.sluice.mapreduce.commit;

import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.index.IndexMeta;
import dev.sluice.client.lanes.LanePlan;
import dev.sluice.flow.Backoff;
import dev.sluice.flow.RetryTimer;
import dev.sluice.flow.Ticker;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Retries calls of an {@link IndexControl} for a limited time if the server does not answer or
 * lacks capacity. A long load must not fail because a master election takes place at its end.
 * Blocks; an interrupt ends it.
 */
final class RetryingIndexControl implements IndexControl {

  private static final Logger log = LoggerFactory.getLogger(RetryingIndexControl.class);

  private static final List<Integer> PASSING =
      Collections.unmodifiableList(Arrays.asList(0, 429, 502, 503, 504));

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final Backoff BACKOFF = Backoff.between(Duration.ofSeconds(1), LONGEST_PAUSE);

  private final IndexControl index;
  private final Duration patience;
  private final Ticker ticker;

  /** Retries for this time, counted from the first failure of a call. */
  RetryingIndexControl(IndexControl index, Duration patience, Ticker ticker) {
    this.index = index;
    this.patience = patience;
    this.ticker = ticker;
  }

  /** A call with a result. */
  private interface Call<T> {
    T run() throws IOException;
  }

  /** A call without a result. */
  private interface Step {
    void run() throws IOException;
  }

  private void step(Step step) throws IOException {
    call(
        () -> {
          step.run();
          return true;
        });
  }

  private <T> T call(Call<T> call) throws IOException {
    RetryTimer timer = new RetryTimer(BACKOFF, patience, ticker);
    while (true) {
      try {
        return call.run();
      } catch (ElasticsearchException e) {
        timer.failed();
        if (!PASSING.contains(e.status()) || timer.isOver()) {
          throw e;
        }
        log.debug("Retrying a request", e);
        if (timer.failures() == 1) {
          log.warn("{}; retrying for up to {} ms", e.getMessage(), patience.toMillis());
        }
      }
      pause(timer);
    }
  }

  private static void pause(RetryTimer timer) throws IOException {
    try {
      timer.pause(Duration.ZERO, LONGEST_PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for Elasticsearch");
    }
  }

  @Override
  public LanePlan create() throws IOException {
    return call(index::create);
  }

  @Override
  public Optional<IndexState> state() throws IOException {
    return call(index::state);
  }

  @Override
  public List<Long> primaryTerms() throws IOException {
    return call(index::primaryTerms);
  }

  @Override
  public boolean isGreen() throws IOException {
    return call(index::isGreen);
  }

  @Override
  public void mark(IndexMeta meta) throws IOException {
    step(() -> index.mark(meta));
  }

  @Override
  public void change(Map<String, String> settings) throws IOException {
    step(() -> index.change(settings));
  }

  @Override
  public void refresh() throws IOException {
    step(index::refresh);
  }

  @Override
  public void refresh(Set<String> names) throws IOException {
    step(() -> index.refresh(names));
  }

  @Override
  public void flush() throws IOException {
    step(index::flush);
  }

  @Override
  public long count() throws IOException {
    return call(index::count);
  }

  /** Not retried: the server continues to merge if the request ends. */
  @Override
  public void forceMerge(int segments) throws IOException {
    index.forceMerge(segments);
  }

  @Override
  public boolean awaitCopies(boolean green, Duration most) throws IOException {
    return call(() -> index.awaitCopies(green, most));
  }

  @Override
  public void takeAlias(String alias) throws IOException {
    step(() -> index.takeAlias(alias));
  }
}
