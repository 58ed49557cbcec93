package dev.sluice.mapreduce.async;

import dev.sluice.io.BulkActionWritable;
import dev.sluice.io.DocumentWritable;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/**
 * An asynchronous call with its document and, after completion, its result. Belongs to the thread
 * of its {@link AsyncCalls}.
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

  /** The bytes held for this call now. */
  long bytes() {
    return bytes;
  }

  boolean hasEnded() {
    return ended;
  }

  /** Stores the result and returns its size in bytes. */
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

  /** Cancels the work of the call, if its stage supports that. */
  void cancel() {
    try {
      stage.toCompletableFuture().cancel(true);
    } catch (UnsupportedOperationException e) {
      // Only a future can be cancelled; the result of another stage is dropped.
    }
  }

  /**
   * The result of the call.
   *
   * @throws ExecutionException with the cause of its failure
   */
  public Optional<BulkActionWritable> result() throws ExecutionException {
    if (failure != null) {
      throw new ExecutionException(failure);
    }
    return Optional.ofNullable(result);
  }
}
