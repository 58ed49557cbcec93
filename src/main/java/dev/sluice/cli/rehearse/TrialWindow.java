package dev.sluice.cli.rehearse;

import dev.sluice.bulk.BulkCounts;
import dev.sluice.report.Stage;
import dev.sluice.report.StageTimes;

/**
 * The part of a task that is measured: after the warm-up, and before its input ends. If the writer
 * waits for Elasticsearch, the rate is that of documents with an outcome, from the first answer to
 * the last, so that requests under way at either end do not count. Otherwise it is that of
 * documents given. Thread-safe.
 */
final class TrialWindow {

  /** A writer that waits more than this does not go at the pace of its source. */
  private static final double WAITS = 0.1;

  /** The same for a writer that does not wait yet because its memory is still filling. */
  private static final double FILLS = 0.2;

  private final long warmNanos;
  private Mark first;
  private Mark begin;
  private Mark end;
  private Mark firstAnswer;
  private Mark lastAnswer;
  private long tailNanos;

  TrialWindow(long warmNanos) {
    this.warmNanos = warmNanos;
  }

  private static final class Mark {
    final long nanos;
    final BulkCounts counts;
    final StageTimes times;

    Mark(long nanos, BulkCounts counts, StageTimes times) {
      this.nanos = nanos;
      this.counts = counts;
      this.times = times;
    }

    long settled() {
      return counts.given() - counts.outstanding();
    }
  }

  /** Takes the figures of the running task, some times a second. */
  synchronized void see(long nanos, BulkCounts counts, StageTimes times) {
    Mark mark = new Mark(nanos, counts, times);
    if (first == null) {
      first = mark;
    }
    if (nanos - first.nanos < warmNanos) {
      return;
    }
    if (begin == null) {
      begin = mark;
    } else if (counts.requests() > end.counts.requests()) {
      lastAnswer = mark;
      firstAnswer = firstAnswer == null ? mark : firstAnswer;
    }
    end = mark;
  }

  /**
   * Takes the figures after the last answer. They end the window if Elasticsearch did not answer
   * often enough before the input ended, as in a trial that fits into the memory of its task.
   */
  synchronized void finish(long nanos, BulkCounts counts, StageTimes times) {
    if (begin == null) {
      begin = first;
      end = first;
    }
    boolean given = end.counts.given() > begin.counts.given();
    if (!given || (!byAnswers() && !isBySource())) {
      end = new Mark(nanos, counts, times);
      firstAnswer = null;
      lastAnswer = null;
    } else {
      long drained = (long) (end.counts.outstanding() * 1e9 / rate());
      tailNanos = Math.max(0, nanos - end.nanos - drained);
    }
  }

  /**
   * How much longer the last documents took than at the rate of the others. While requests wait for
   * their retries, there are no new ones that could be sent instead.
   */
  synchronized long tailNanos() {
    return tailNanos;
  }

  /** Whether the task went at the pace of its source: it neither waited nor filled its memory. */
  synchronized boolean isBySource() {
    StageTimes spent = end.times.minus(begin.times);
    double waits =
        spent.nanos(Stage.MEMORY) + spent.nanos(Stage.PAUSED) + spent.nanos(Stage.ANSWERS);
    return waits <= WAITS * (end.nanos - begin.nanos) && !isFilling();
  }

  /** A batch more or less waits for its last document; more of them wait for Elasticsearch. */
  private boolean isFilling() {
    long more = end.counts.outstanding() - begin.counts.outstanding();
    long given = end.counts.given() - begin.counts.given();
    long batch = end.settled() / Math.max(1, end.counts.requests());
    return more > FILLS * given && more > 2 * batch;
  }

  private boolean byAnswers() {
    return firstAnswer != null
        && lastAnswer.counts.requests() - firstAnswer.counts.requests() >= 2
        && !isBySource();
  }

  synchronized boolean isEmpty() {
    return begin == null || end.nanos <= begin.nanos;
  }

  private Mark from() {
    return byAnswers() ? firstAnswer : begin;
  }

  private Mark to() {
    return byAnswers() ? lastAnswer : end;
  }

  /** Documents a second. */
  synchronized double rate() {
    long documents =
        byAnswers()
            ? to().settled() - from().settled()
            : isBySource()
                ? end.counts.given() - begin.counts.given()
                : end.settled() - begin.settled();
    return documents * 1e9 / (to().nanos - from().nanos);
  }

  /** Bytes of requests a second. */
  synchronized double bytesPerSecond() {
    return (to().counts.bytes() - from().counts.bytes()) * 1e9 / (to().nanos - from().nanos);
  }

  synchronized long nanos() {
    return end.nanos - begin.nanos;
  }

  synchronized long documents() {
    return end.settled() - begin.settled();
  }

  synchronized long requests() {
    return end.counts.requests() - begin.counts.requests();
  }

  synchronized long refused() {
    return end.counts.refused() - begin.counts.refused();
  }

  synchronized long inFlightNanos() {
    return end.counts.inFlightNanos() - begin.counts.inFlightNanos();
  }

  synchronized StageTimes times() {
    return end.times.minus(begin.times);
  }
}
