package dev.sluice.mapreduce.task;

import dev.sluice.bulk.BulkProcessor;
import dev.sluice.bulk.limit.Rate;
import java.time.Duration;

/**
 * The engine with which a task sends: that of its documents, and after them that of its error
 * events. A pause, the rate limit and the guard apply to both, and pass from one to the other.
 * Thread-safe.
 */
final class SendingEngine {

  private BulkProcessor engine;
  private Rate share = Rate.UNLIMITED;
  private Duration bound;
  private boolean paused;

  SendingEngine(BulkProcessor first) {
    engine = first;
  }

  /** Sends with another engine from now on. The caller closes it. */
  synchronized void use(BulkProcessor next) {
    if (paused) {
      next.pause();
    }
    next.limit(share);
    next.credit(engine.unspentNanos());
    if (bound != null) {
      next.guard(bound);
    }
    engine = next;
  }

  synchronized void pause() {
    paused = true;
    engine.pause();
  }

  synchronized void resume() {
    paused = false;
    engine.resume();
  }

  synchronized void limit(Rate rate) {
    share = rate;
    engine.limit(rate);
  }

  /** See {@link BulkProcessor#credit}. */
  synchronized void credit(long nanos) {
    engine.credit(nanos);
  }

  synchronized void guard(Duration maximum) {
    bound = maximum;
    engine.guard(maximum);
  }

  /** See {@link BulkProcessor#searched}. */
  synchronized void searched(long nanos) {
    engine.searched(nanos);
  }

  synchronized long nanosSinceAnswer() {
    return engine.nanosSinceAnswer();
  }

  synchronized long unspentNanos() {
    return engine.unspentNanos();
  }
}
