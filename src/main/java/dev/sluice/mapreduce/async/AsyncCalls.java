package dev.sluice.mapreduce.async;

import dev.sluice.flow.Ticker;
import dev.sluice.io.BulkActionWritable;
import dev.sluice.io.DocumentWritable;
import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The asynchronous calls of a task from start until their results are taken, limited in number and
 * bytes. All methods must be called from the task thread. Calls complete on any thread, which only
 * adds them to a queue and wakes the task.
 */
public final class AsyncCalls implements Closeable {

  /** The overhead of a document in bytes, so that very small documents are limited, too. */
  private static final long OVERHEAD_BYTES = 512;

  private final AsyncOptions options;
  private final Ticker ticker;
  private final BlockingQueue<Runnable> endings = new LinkedBlockingQueue<>();

  /** Started and not taken, in the order of the documents. */
  private final Set<AsyncCall> open = new LinkedHashSet<>();

  /** Completed and not taken, in the order of completion; unused if the document order is kept. */
  private final Queue<AsyncCall> ended = new ArrayDeque<>();

  private int running;
  private long bytes;

  /** Starts without calls. */
  public AsyncCalls(AsyncOptions options, Ticker ticker) {
    this.options = options;
    this.ticker = ticker;
  }

  /** Whether all started calls were taken. */
  public boolean isEmpty() {
    return open.isEmpty();
  }

  /** Whether the call for a document may start. */
  public boolean hasRoom(DocumentWritable document) {
    return open.isEmpty()
        || (running < options.inFlight && bytes + size(document) <= options.memoryBytes);
  }

  private static long size(DocumentWritable document) {
    return OVERHEAD_BYTES + document.length();
  }

  /** Adds a call that has started. */
  public void add(DocumentWritable document, CompletionStage<Optional<BulkActionWritable>> stage) {
    AsyncCall call = new AsyncCall(document, size(document), stage, ticker.nanos());
    open.add(call);
    running++;
    bytes += call.bytes();
    stage.whenComplete((result, failure) -> endings.add(() -> end(call, result, failure)));
  }

  private void end(AsyncCall call, Optional<BulkActionWritable> result, Throwable failure) {
    if (call.hasEnded()) {
      return; // too late
    }
    if (failure != null) {
      call.fail(cause(failure));
    } else if (result == null) {
      call.fail(new NullPointerException("the call completed with null"));
    } else {
      bytes += call.succeed(result);
    }
    hasEnded(call);
  }

  private void hasEnded(AsyncCall call) {
    running--;
    if (!options.ordered) {
      ended.add(call);
    }
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  /** Waits until a call completes, or the time has passed. */
  public void await(Duration wait) throws InterruptedException {
    Runnable ending = endings.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
    while (ending != null) {
      ending.run();
      ending = endings.poll();
    }
    expire();
  }

  /** Fails calls that exceed the timeout. All have the same timeout, so the oldest expire first. */
  private void expire() {
    long now = ticker.nanos();
    for (AsyncCall call : open) {
      if (now - call.startNanos() <= options.timeout.toNanos()) {
        return;
      }
      if (!call.hasEnded()) {
        call.fail(
            new TimeoutException(
                "no result within "
                    + options.timeout.toMillis()
                    + " ms, set by "
                    + AsyncSettings.TIMEOUT));
        hasEnded(call);
        call.cancel();
      }
    }
  }

  /** Takes the next completed call, in the configured order. */
  public Optional<AsyncCall> take() {
    Iterator<AsyncCall> next = options.ordered ? open.iterator() : ended.iterator();
    AsyncCall call = next.hasNext() ? next.next() : null;
    if (call == null || !call.hasEnded()) {
      return Optional.empty();
    }
    next.remove();
    open.remove(call);
    bytes -= call.bytes();
    return Optional.of(call);
  }

  /** Cancels all outstanding calls. */
  @Override
  public void close() {
    open.stream().filter(call -> !call.hasEnded()).forEach(AsyncCall::cancel);
    open.clear();
    ended.clear();
  }
}
