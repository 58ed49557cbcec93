package dev.sluice.read;

import dev.sluice.client.search.SearchException;
import dev.sluice.flow.RetryTimer;
import dev.sluice.flow.Ticker;
import java.io.IOException;

/**
 * Retries a request with growing waits until a time limit. Permanent failures are not retried. A
 * wait never exceeds the keep-alive of the point in time, nor the time limit. Used by one thread.
 */
final class Retrier {

  /** Sends a request once. */
  interface Question<T> {
    T ask() throws SearchException, IOException, InterruptedException;
  }

  /** Is notified of a failure before the next try. */
  interface Listener {
    /**
     * Returns whether the next request is smaller because this one was too large; that does not
     * count as a failure.
     */
    boolean failed(SearchException failure);
  }

  private final String what;
  private final ReadOptions options;
  private final ReadCounts counts;
  private final Ticker ticker;

  /**
   * Creates a retrier for one thread.
   *
   * @param what the shard, for messages
   */
  Retrier(String what, ReadOptions options, ReadCounts counts, Ticker ticker) {
    this.what = what;
    this.options = options;
    this.counts = counts;
    this.ticker = ticker;
  }

  /**
   * Sends the request until it succeeds. Blocks while it waits.
   *
   * @throws IOException if it does not succeed, with the reason and what to do
   */
  <T> T on(Question<T> question, Listener listener) throws IOException, InterruptedException {
    RetryTimer timer = new RetryTimer(options.backoff, options.patience, ticker);
    while (true) {
      try {
        return question.ask();
      } catch (SearchException e) {
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedException();
        }
        if (listener.failed(e)) {
          continue;
        }
        timer.failed();
        checkHope(e, timer);
        counts.retried();
        // The point in time must not expire during the wait.
        timer.pause(e.retryAfter(), options.keepAlive.dividedBy(2));
      }
    }
  }

  private void checkHope(SearchException e, RetryTimer timer) throws IOException {
    switch (e.kind()) {
      case LOST:
        throw new IOException(
            "The point in time on "
                + what
                + " is lost: its node left the cluster, or no request came for longer than "
                + ReadSettings.KEEP_ALIVE
                + ". A new task attempt reads the shard from the start: "
                + e.getMessage(),
            e);
      case HOPELESS:
        throw new IOException("Reading " + what + " failed: " + e.getMessage(), e);
      default:
        if (timer.isOver()) {
          throw new IOException(
              "Reading "
                  + what
                  + " failed after "
                  + timer.failures()
                  + " consecutive failures ("
                  + ReadSettings.RETRY_TIMEOUT
                  + "="
                  + options.patience.toMillis() / 1000
                  + "s): "
                  + e.getMessage(),
              e);
        }
    }
  }
}
