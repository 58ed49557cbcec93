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
 * The calls of a task, from their beginning until what came of them is taken: bounded in number and
 * in bytes. All methods are for one thread, the task's. A call may end on any thread, which does no
 * more than put it into a queue, and so wakes the task.
 */
public final class AsyncCalls implements Closeable {

  /** What a document costs beside its bytes, so that very small ones are bounded too. */
  private static final long OVERHEAD_BYTES = 512;

  private final AsyncOptions options;
  private final Ticker ticker;
  private final BlockingQueue<Runnable> endings = new LinkedBlockingQueue<>();

  /** Begun and not taken, in the order of the documents. */
  private final Set<AsyncCall> open = new LinkedHashSet<>();

  /** Ended and not taken, in the order in which they ended; unused where documents have theirs. */
  private final Queue<AsyncCall> ended = new ArrayDeque<>();

  private int running;
  private long bytes;

  /** No calls yet. */
  public AsyncCalls(AsyncOptions options, Ticker ticker) {
    this.options = options;
    this.ticker = ticker;
  }

  /** Whether everything that was begun was taken. */
  public boolean isEmpty() {
    return open.isEmpty();
  }

  /** Whether the call for a document may begin. */
  public boolean hasRoom(DocumentWritable document) {
    return open.isEmpty()
        || (running < options.inFlight && bytes + size(document) <= options.memoryBytes);
  }

  private static long size(DocumentWritable document) {
    return OVERHEAD_BYTES + document.length();
  }

  /** Adds a call that has begun. */
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

  /** Waits until a call ends, or some time has passed. */
  public void await(Duration wait) throws InterruptedException {
    Runnable ending = endings.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
    while (ending != null) {
      ending.run();
      ending = endings.poll();
    }
    expire();
  }

  /** Ends the calls that took too long. Each has the same time, so that the oldest go first. */
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

  /** Takes the next call that has ended, in the order that the options ask for. */
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

  /** Cancels what is outstanding. */
  @Override
  public void close() {
    open.stream().filter(call -> !call.hasEnded()).forEach(AsyncCall::cancel);
    open.clear();
    ended.clear();
  }
}
