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
 * Makes a network call for each document of an index, many of them at a time, and writes what came
 * of them; a subclass says what to call. Each document is a copy, good for as long as the call
 * takes. Calls may end on any thread: their results go back to the thread of the task, which alone
 * writes, and which waits, reporting progress, while {@link AsyncSettings#IN_FLIGHT} calls are
 * outstanding or their documents fill {@link AsyncSettings#MEMORY}. The job reads with {@code
 * sluice.read.value=document}.
 *
 * <p>At the end of its input the mapper waits for all calls. A call that fails, throws, or takes
 * longer than {@link AsyncSettings#TIMEOUT} fails the attempt, or its document is rejected, as
 * {@link AsyncSettings#ON_ERROR} says. An attempt that fails or is interrupted cancels the stages
 * it was given.
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

  /** For Hadoop, which makes subclasses. */
  protected AsyncMapper() {}

  /**
   * Begins the call for one document. Runs on the thread of the task and must not block, or nothing
   * is overlapped.
   *
   * @param document a copy, which nobody else changes
   * @return what will be written, as {@link BulkActionWritable#copyOf} begins it; empty for a
   *     document that is left out
   * @throws IOException if the call cannot begin, which counts as one that failed
   */
  protected abstract CompletionStage<Optional<BulkActionWritable>> call(DocumentWritable document)
      throws IOException;

  /** Goes through the documents: {@link #setup}, the calls, {@link #cleanup}. */
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
      // Without a source: the document as it was read is not what it should have become.
      return Optional.of(
          BulkActionWritable.of(Operation.INDEX)
              .id(document.id())
              .routing(document.routing().orElse(null))
              .rejected(BulkError.of(CALL_FAILED, what + e.getCause()))
              .build());
    }
  }
}
