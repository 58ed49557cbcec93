package dev.sluice.mapreduce.async;

import dev.sluice.io.BulkActionWritable;
import dev.sluice.io.DocumentWritable;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/**
 * One asynchronous call: the document it is about and, once it has ended, what came of it. Belongs
 * to the thread of its {@link AsyncCalls}.
 */
public final class AsyncCall {

  private final DocumentWritable document;
  private final long startNanos;
  private final CompletionStage<Optional<BulkActionWritable>> stage;
  private long bytes;
  private boolean ended;
  private BulkActionWritable result;
  private Throwable failure;

  AsyncCall(
      DocumentWritable document,
      long bytes,
      CompletionStage<Optional<BulkActionWritable>> stage,
      long startNanos) {
    this.document = document;
    this.bytes = bytes;
    this.stage = stage;
    this.startNanos = startNanos;
  }

  public DocumentWritable document() {
    return document;
  }

  long startNanos() {
    return startNanos;
  }

  /** Bytes held for it now. */
  long bytes() {
    return bytes;
  }

  boolean hasEnded() {
    return ended;
  }

  /** Notes its result, and tells how many bytes that holds. */
  long succeed(Optional<BulkActionWritable> what) {
    ended = true;
    result = what.orElse(null);
    long more = result == null ? 0 : result.length();
    bytes += more;
    return more;
  }

  void fail(Throwable why) {
    ended = true;
    failure = why;
  }

  /** Tells who works on it that nobody waits any more, if they care to know. */
  void cancel() {
    try {
      stage.toCompletableFuture().cancel(true);
    } catch (UnsupportedOperationException e) {
      // Only a future can be cancelled; what comes of another stage is dropped.
    }
  }

  /**
   * What came of it.
   *
   * @throws ExecutionException with what it failed by
   */
  public Optional<BulkActionWritable> result() throws ExecutionException {
    if (failure != null) {
      throw new ExecutionException(failure);
    }
    return Optional.ofNullable(result);
  }
}
