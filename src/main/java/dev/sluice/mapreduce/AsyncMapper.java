package dev.sluice.mapreduce;

import dev.sluice.bulk.action.BulkError;
import dev.sluice.bulk.action.Operation;
import dev.sluice.config.Settings;
import dev.sluice.flow.Ticker;
import dev.sluice.io.BulkActionWritable;
import dev.sluice.io.DocumentWritable;
import dev.sluice.mapreduce.async.AsyncCall;
import dev.sluice.mapreduce.async.AsyncCalls;
import dev.sluice.mapreduce.async.AsyncOptions;
import dev.sluice.mapreduce.async.AsyncSettings;
import dev.sluice.mapreduce.async.OnCallError;
import dev.sluice.mapreduce.task.AbandonedAttempt;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Mapper;

/**
 * Makes an asynchronous call for each document of an index, many concurrently, and writes the
 * results. A subclass implements the call. Each document is a copy that stays valid during its
 * call. Calls may complete on any thread; only the task thread writes. The task thread waits and
 * reports progress while {@link AsyncSettings#IN_FLIGHT} calls are in flight or their documents
 * fill {@link AsyncSettings#MEMORY}. The job must read with {@code sluice.read.value=document}.
 *
 * <p>At the end of the input the mapper waits for all calls. If a call fails, throws, or exceeds
 * {@link AsyncSettings#TIMEOUT}, the attempt fails or the document is rejected, as set in {@link
 * AsyncSettings#ON_ERROR}. An attempt that fails or is interrupted cancels its pending calls.
 */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public abstract class AsyncMapper extends Mapper<Text, DocumentWritable, Text, BulkActionWritable> {

  static final String CALL_FAILED = "sluice_call_failed";

  private static final String KEEP_GOING =
      "; " + AsyncSettings.ON_ERROR + "=reject saves such documents as rejected and continues";

  private static final Duration BEAT = Duration.ofSeconds(1);

  private final Text key = new Text();
  private AsyncCalls calls;
  private OnCallError onError;

  /** Called by Hadoop, which instantiates subclasses. */
  protected AsyncMapper() {}

  /**
   * Starts the call for one document. Runs on the task thread and must not block; otherwise calls
   * do not overlap.
   *
   * @param document a copy that nothing else changes
   * @return the action to write, for example from {@link BulkActionWritable#copyOf}; empty skips
   *     the document
   * @throws IOException if the call cannot start, which counts as a failed call
   */
  protected abstract CompletionStage<Optional<BulkActionWritable>> call(DocumentWritable document)
      throws IOException;

  /** Runs the task: {@link #setup}, the calls, {@link #cleanup}. */
  @Override
  public final void run(Context context) throws IOException, InterruptedException {
    Settings settings = Settings.from(context.getConfiguration()::get);
    AsyncOptions options = AsyncOptions.read(settings);
    settings.check();
    onError = options.onError;
    calls = new AsyncCalls(options, Ticker.system());
    AbandonedAttempt.ifFails(context, () -> runAll(context));
  }

  private void runAll(Context context) throws IOException, InterruptedException {
    setup(context);
    try {
      callAll(context);
    } finally {
      calls.close();
      cleanup(context);
    }
  }

  private void callAll(Context context) throws IOException, InterruptedException {
    while (context.nextKeyValue()) {
      DocumentWritable document = context.getCurrentValue().copy();
      while (!calls.hasRoom(document)) {
        await(context);
      }
      calls.add(document, begin(document));
    }
    while (!calls.isEmpty()) {
      await(context);
    }
  }

  private CompletionStage<Optional<BulkActionWritable>> begin(DocumentWritable document) {
    try {
      return Objects.requireNonNull(call(document), "call() returned null");
    } catch (IOException | RuntimeException e) {
      CompletableFuture<Optional<BulkActionWritable>> failed = new CompletableFuture<>();
      failed.completeExceptionally(e);
      return failed;
    }
  }

  private void await(Context context) throws IOException, InterruptedException {
    calls.await(BEAT);
    context.progress();
    for (Optional<AsyncCall> call = calls.take(); call.isPresent(); call = calls.take()) {
      Optional<BulkActionWritable> action = outcome(call.get());
      if (action.isPresent()) {
        key.set(action.get().id().orElse(""));
        context.write(key, action.get());
      }
    }
  }

  private Optional<BulkActionWritable> outcome(AsyncCall call) throws IOException {
    try {
      return call.result();
    } catch (ExecutionException e) {
      DocumentWritable document = call.document();
      String what =
          "the call for document " + document.id() + " of index " + document.index() + " failed: ";
      if (onError == OnCallError.FAIL) {
        throw new IOException(what + e.getCause() + KEEP_GOING, e.getCause());
      }
      // Without a source: the document as it was read is not the intended result.
      return Optional.of(
          BulkActionWritable.of(Operation.INDEX)
              .id(document.id())
              .routing(document.routing().orElse(null))
              .rejected(BulkError.of(CALL_FAILED, what + e.getCause()))
              .build());
    }
  }
}
