package dev.sluice.read;

import dev.sluice.client.SearchException;
import dev.sluice.flow.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Asks again for what did not come, after longer and longer waits, until it has taken too long in
 * all. What no repetition mends is not repeated. Used by one thread.
 */
final class Insistence {

  /** Asks once. */
  interface Question<T> {
    T ask() throws SearchException, IOException, InterruptedException;
  }

  /** Is told of a failure before the next try. */
  interface Listener {
    void failed(SearchException failure);
  }

  private final String what;
  private final ReadOptions options;
  private final ReadCounts counts;
  private final Ticker ticker;

  /**
   * For one thread.
   *
   * @param what is read, for messages
   */
  Insistence(String what, ReadOptions options, ReadCounts counts, Ticker ticker) {
    this.what = what;
    this.options = options;
    this.counts = counts;
    this.ticker = ticker;
  }

  /**
   * Asks until there is an answer. Blocks while it waits.
   *
   * @throws IOException if no answer is to be had, with the reason and what to do
   */
  <T> T on(Question<T> question, Listener listener) throws IOException, InterruptedException {
    int failures = 0;
    long firstNanos = 0;
    while (true) {
      try {
        return question.ask();
      } catch (SearchException e) {
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedException();
        }
        if (failures++ == 0) {
          firstNanos = ticker.nanos();
        }
        checkHope(e, failures, ticker.nanos() - firstNanos);
        if (e.kind() != SearchException.Kind.TOO_LARGE) {
          counts.retried();
        }
        listener.failed(e);
        pause(e, failures);
      }
    }
  }

  private void checkHope(SearchException e, int failures, long nanos) throws IOException {
    switch (e.kind()) {
      case LOST:
        throw new IOException(
            "The point in time on "
                + what
                + " is lost, for its node went away or it was not asked for longer than "
                + ReadSettings.KEEP_ALIVE
                + "; another attempt of the task reads the shard from its beginning: "
                + e.getMessage(),
            e);
      case HOPELESS:
        throw new IOException("Reading " + what + " failed: " + e.getMessage(), e);
      default:
        if (nanos > options.patience.toNanos()) {
          throw new IOException(
              "Reading "
                  + what
                  + " was given up after "
                  + failures
                  + " failures in a row ("
                  + ReadSettings.RETRY_TIMEOUT
                  + " is "
                  + options.patience.toMillis() / 1000
                  + "s): "
                  + e.getMessage(),
              e);
        }
    }
  }

  /** A page that was too large needs no wait, but a smaller size. */
  private void pause(SearchException e, int failures) throws InterruptedException {
    if (e.kind() == SearchException.Kind.TOO_LARGE) {
      return;
    }
    double random = ThreadLocalRandom.current().nextDouble();
    long nanos = options.backoff.delayNanos(failures, random);
    ticker.sleep(Duration.ofNanos(Math.max(nanos, e.retryAfter().toNanos())));
  }
}
