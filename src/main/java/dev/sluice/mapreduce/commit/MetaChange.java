package dev.sluice.mapreduce.commit;

import dev.sluice.client.index.IndexMeta;
import dev.sluice.flow.Backoff;
import dev.sluice.flow.RetryTimer;
import dev.sluice.flow.Ticker;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Changes the {@code _meta} of an index while other jobs may change it, too. Elasticsearch replaces
 * {@code _meta} as a whole and has no condition for that, so a job can overwrite the value that
 * another has just written. Therefore: read, change, write, wait for requests that are under way,
 * read again, and repeat until the change is in what was read.
 */
final class MetaChange {

  /** Longer than the time between a read and a write of another job. */
  private static final Duration SETTLED = Duration.ofMillis(100);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final Backoff BACKOFF = Backoff.between(SETTLED, LONGEST_PAUSE);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final IndexControl index;
  private final Ticker ticker;

  MetaChange(IndexControl index, Ticker ticker) {
    this.index = index;
    this.ticker = ticker;
  }

  /**
   * Makes a change. Blocks; does nothing if the index does not exist.
   *
   * @param change keeps values of others, and changes nothing if it is applied twice
   * @throws IOException if a request fails, or other jobs overwrite the value for a minute
   */
  void make(UnaryOperator<IndexMeta> change) throws IOException {
    RetryTimer timer = new RetryTimer(BACKOFF, PATIENCE, ticker);
    Optional<IndexState> state = index.state();
    while (state.isPresent()) {
      IndexMeta wanted = change.apply(state.get().meta());
      if (wanted.equals(state.get().meta())) {
        return;
      }
      if (timer.isOver()) {
        throw new IOException(
            "other jobs overwrite _meta of the mapping again and again; written "
                + timer.failures()
                + " times: "
                + wanted);
      }
      index.mark(wanted);
      timer.failed();
      pause(timer);
      state = index.state();
    }
  }

  private static void pause(RetryTimer timer) throws IOException {
    try {
      timer.pause(SETTLED, LONGEST_PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while changing _meta of the mapping");
    }
  }
}
