package dev.sluice.mapreduce.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.bulk.action.Operation;
import dev.sluice.config.Settings;
import dev.sluice.io.BulkActionWritable;
import dev.sluice.io.DocumentWritable;
import dev.sluice.mapreduce.AsyncMapperTest;
import dev.sluice.testing.ManualTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AsyncCallsTest {

  private final ManualTicker ticker = ManualTicker.holdingSleepers();

  private AsyncCalls calls(String... keysAndValues) {
    Map<String, String> keys =
        keysAndValues.length == 0 ? Map.of() : Map.of(keysAndValues[0], keysAndValues[1]);
    return new AsyncCalls(AsyncOptions.read(Settings.from(keys::get)), ticker);
  }

  private static DocumentWritable document(String id, int bytes) {
    return AsyncMapperTest.document(id, "x".repeat(bytes));
  }

  private static CompletableFuture<Optional<BulkActionWritable>> begin(
      AsyncCalls calls, String id) {
    CompletableFuture<Optional<BulkActionWritable>> future = new CompletableFuture<>();
    calls.add(document(id, 2), future);
    return future;
  }

  private static Optional<BulkActionWritable> result(int bytes) {
    return Optional.of(
        BulkActionWritable.of(Operation.INDEX).source(new byte[bytes], 0, bytes).build());
  }

  private static List<String> taken(AsyncCalls calls) throws InterruptedException {
    calls.await(Duration.ZERO);
    List<String> ids = new ArrayList<>();
    for (Optional<AsyncCall> call = calls.take(); call.isPresent(); call = calls.take()) {
      ids.add(call.get().document().id());
    }
    return ids;
  }

  @Test
  void there_is_room_for_as_many_as_may_be_in_flight() throws InterruptedException {
    AsyncCalls calls = calls("sluice.async.in-flight", "2");

    assertThat(begin(calls, "a")).isNotDone();
    assertThat(calls.hasRoom(document("b", 1))).isTrue();
    CompletableFuture<Optional<BulkActionWritable>> b = begin(calls, "b");
    assertThat(calls.hasRoom(document("c", 1))).isFalse();
    b.complete(Optional.empty());
    calls.await(Duration.ZERO);

    assertThat(calls.hasRoom(document("c", 1))).isTrue();
  }

  @Test
  void documents_and_results_that_fill_the_memory_leave_no_room() throws InterruptedException {
    AsyncCalls calls = calls("sluice.async.memory", "64kb");
    CompletableFuture<Optional<BulkActionWritable>> a = begin(calls, "a");

    assertThat(calls.hasRoom(document("b", 60_000))).isTrue();
    assertThat(calls.hasRoom(document("b", 70_000))).isFalse();
    a.complete(result(10_000));
    calls.await(Duration.ZERO);
    assertThat(calls.hasRoom(document("b", 60_000))).isFalse();
    assertThat(taken(calls)).containsExactly("a");

    assertThat(calls.hasRoom(document("b", 70_000))).as("a large one goes alone").isTrue();
  }

  @Test
  void calls_are_taken_as_they_end() throws InterruptedException {
    AsyncCalls calls = calls();
    CompletableFuture<Optional<BulkActionWritable>> a = begin(calls, "a");
    CompletableFuture<Optional<BulkActionWritable>> b = begin(calls, "b");
    CompletableFuture<Optional<BulkActionWritable>> c = begin(calls, "c");

    c.complete(Optional.empty());
    a.complete(Optional.empty());
    assertThat(taken(calls)).containsExactly("c", "a");
    b.complete(Optional.empty());

    assertThat(taken(calls)).containsExactly("b");
    assertThat(calls.isEmpty()).isTrue();
  }

  @Test
  void calls_in_order_wait_for_those_before_and_make_room_meanwhile() throws InterruptedException {
    AsyncCalls calls =
        new AsyncCalls(
            AsyncOptions.read(
                Settings.from(
                    Map.of("sluice.async.ordered", "true", "sluice.async.in-flight", "2")::get)),
            ticker);
    CompletableFuture<Optional<BulkActionWritable>> a = begin(calls, "a");
    assertThat(begin(calls, "b").complete(Optional.empty())).isTrue();

    assertThat(taken(calls)).isEmpty();
    assertThat(calls.hasRoom(document("c", 1))).isTrue();
    assertThat(begin(calls, "c").complete(Optional.empty())).isTrue();
    a.complete(Optional.empty());

    assertThat(taken(calls)).containsExactly("a", "b", "c");
  }

  @Test
  void a_call_that_takes_too_long_has_failed_and_is_cancelled() throws InterruptedException {
    AsyncCalls calls = calls("sluice.async.timeout", "5s");
    CompletableFuture<Optional<BulkActionWritable>> slow = begin(calls, "slow");
    ticker.advance(Duration.ofSeconds(3));
    CompletableFuture<Optional<BulkActionWritable>> young = begin(calls, "young");

    ticker.advance(Duration.ofSeconds(3));
    calls.await(Duration.ZERO);
    AsyncCall failed = calls.take().orElseThrow();

    assertThat(failed.document().id()).isEqualTo("slow");
    assertThatThrownBy(failed::result)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(TimeoutException.class)
        .hasMessage("no result within 5000 ms, set by sluice.async.timeout");
    assertThat(slow).isCancelled();
    assertThat(young).isNotDone();
    calls.await(Duration.ZERO);
    assertThat(calls.take()).as("cancelled, it is not taken again").isEmpty();
  }

  @Test
  void close_cancels_what_is_outstanding() {
    AsyncCalls calls = calls();
    CompletableFuture<Optional<BulkActionWritable>> a = begin(calls, "a");

    calls.close();

    assertThat(a).isCancelled();
  }
}
