package dev.sluice.mapreduce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.bulk.action.BulkError;
import dev.sluice.bulk.action.Operation;
import dev.sluice.bulk.action.VersionType;
import dev.sluice.config.ConfigException;
import dev.sluice.io.BulkActionWritable;
import dev.sluice.io.DocumentWritable;
import dev.sluice.mapreduce.keys.InternalKeys;
import dev.sluice.testing.MapTask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.hadoop.mapred.JobConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
public class AsyncMapperTest {

  private final JobConf conf = new JobConf();
  private final MapTask task = new MapTask(conf);

  /** What each call waits for, in the order of the documents. */
  private final List<CompletableFuture<String>> replies = new ArrayList<>();

  private boolean cleanedUp;

  public static DocumentWritable document(String id, String source) {
    byte[] json = source.getBytes(UTF_8);
    return DocumentWritable.of("pages", id)
        .routing("r" + id)
        .version(7)
        .source(json, 0, json.length)
        .build();
  }

  /** A service to call. */
  @FunctionalInterface
  private interface Service {
    CompletionStage<String> call(DocumentWritable document) throws IOException;
  }

  private final class Calling extends AsyncMapper {

    private final Service service;

    Calling(Service service) {
      this.service = service;
    }

    @Override
    protected CompletionStage<Optional<BulkActionWritable>> call(DocumentWritable document)
        throws IOException {
      return service.call(document).thenApply(reply -> hydrated(document, reply));
    }

    private Optional<BulkActionWritable> hydrated(DocumentWritable document, String reply) {
      return reply.isEmpty()
          ? Optional.empty()
          : Optional.of(
              BulkActionWritable.copyOf(document)
                  .source((document.id() + reply).getBytes(UTF_8), 0, 2)
                  .build());
    }

    @Override
    protected void cleanup(Context context) {
      cleanedUp = true;
    }
  }

  /** Answers nobody until the third call, and then the second, the third and the first. */
  private CompletionStage<String> outOfOrder(DocumentWritable document) {
    replies.add(new CompletableFuture<>());
    if (replies.size() == 3) {
      replies.get(1).complete("2");
      replies.get(2).complete("3");
      replies.get(0).complete("1");
    }
    return replies.get(replies.size() - 1);
  }

  private List<String> sources() {
    return task.written.stream().map(action -> new String(action.source(), UTF_8)).toList();
  }

  @Test
  void each_result_meets_its_own_document_in_whatever_order_the_calls_end() throws Exception {
    task.run(
        new Calling(this::outOfOrder), document("a", "{}"), document("b", "{}"), document("c", ""));

    assertThat(task.keys).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(sources()).containsExactlyInAnyOrder("a1", "b2", "c3");
    assertThat(task.written.get(0).routing()).contains("r" + task.keys.get(0));
    assertThat(task.written.get(0).version()).hasValue(7);
    assertThat(task.written.get(0).versionType()).contains(VersionType.EXTERNAL_GTE);
  }

  @Test
  void documents_keep_their_order_where_that_is_asked_for() throws Exception {
    conf.set("sluice.async.ordered", "true");

    task.run(
        new Calling(this::outOfOrder), document("a", "{}"), document("b", "{}"), document("c", ""));

    assertThat(sources()).containsExactly("a1", "b2", "c3");
  }

  @Test
  void a_call_may_leave_its_document_out() throws Exception {
    task.run(
        new Calling(document -> CompletableFuture.completedFuture("")),
        document("a", "{}"),
        document("b", "{}"));

    assertThat(task.written).isEmpty();
  }

  @Test
  void at_the_end_the_task_waits_for_calls_that_end_on_other_threads() throws Exception {
    task.atEnd(() -> new Thread(() -> replies.get(0).complete("1")).start());

    task.run(
        new Calling(
            document -> {
              replies.add(new CompletableFuture<>());
              return replies.get(0);
            }),
        document("a", "{}"));

    assertThat(sources()).containsExactly("a1");
    assertThat(task.beats).hasPositiveValue();
    assertThat(cleanedUp).isTrue();
  }

  @Test
  void no_more_calls_are_outstanding_than_may_be() throws Exception {
    conf.set("sluice.async.in-flight", "1");
    List<Integer> outstanding = new ArrayList<>();

    task.run(
        new Calling(
            document -> {
              CompletableFuture<String> reply = new CompletableFuture<>();
              replies.add(reply);
              outstanding.add((int) replies.stream().filter(one -> !one.isDone()).count());
              new Thread(() -> reply.complete("1")).start();
              return reply;
            }),
        document("a", "{}"),
        document("b", "{}"),
        document("c", "{}"));

    assertThat(outstanding).containsExactly(1, 1, 1);
  }

  @Test
  void a_call_that_fails_fails_the_attempt_while_others_are_outstanding() {
    Calling mapper =
        new Calling(
            document -> {
              replies.add(new CompletableFuture<>());
              if (document.id().equals("b")) {
                replies.get(1).completeExceptionally(new IOException("503 from the service"));
              }
              return replies.get(replies.size() - 1);
            });
    conf.set("sluice.async.in-flight", "2");

    assertThatThrownBy(() -> task.run(mapper, document("a", "{}"), document("b", "{}")))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "the call for document b of index pages failed: java.io.IOException: 503 from the"
                + " service; sluice.async.on-error=reject saves such documents as rejected and"
                + " continues");
    assertThat(conf.get(InternalKeys.ABANDONED)).contains("503 from the service");
    assertThat(cleanedUp).isTrue();
  }

  @Test
  void a_document_whose_call_throws_is_rejected_where_that_is_asked_for() throws Exception {
    conf.set("sluice.async.on-error", "reject");

    task.run(
        new Calling(
            document -> {
              if (document.id().equals("a")) {
                throw new IOException("no route");
              }
              return CompletableFuture.completedFuture("2");
            }),
        document("a", "{}"),
        document("b", "{}"));

    assertThat(task.written)
        .contains(
            BulkActionWritable.of(Operation.INDEX)
                .id("a")
                .routing("ra")
                .rejected(
                    BulkError.of(
                        "sluice_call_failed",
                        "the call for document a of index pages failed: java.io.IOException: no"
                            + " route"))
                .build());
    assertThat(sources()).containsExactlyInAnyOrder("", "b2");
  }

  @Test
  void a_call_that_returns_nothing_is_one_that_failed() {
    AsyncMapper mapper =
        new AsyncMapper() {
          @Override
          protected CompletionStage<Optional<BulkActionWritable>> call(DocumentWritable document) {
            return null;
          }
        };

    assertThatThrownBy(() -> task.run(mapper, document("a", "{}")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("document a of index pages failed", "call() returned null");
  }

  @Test
  void an_interrupt_cancels_the_calls() {
    CompletableFuture<Optional<BulkActionWritable>> never = new CompletableFuture<>();
    task.atEnd(() -> Thread.currentThread().interrupt());
    AsyncMapper mapper =
        new AsyncMapper() {
          @Override
          protected CompletionStage<Optional<BulkActionWritable>> call(DocumentWritable document) {
            return never;
          }
        };

    assertThatThrownBy(() -> task.run(mapper, document("a", "{}")))
        .isInstanceOf(InterruptedException.class);
    assertThat(never).isCancelled();
  }

  @Test
  void keys_that_are_wrong_are_told_before_any_call() {
    conf.set("sluice.async.in-flight", "0");
    conf.set("sluice.async.on-error", "shrug");

    assertThatThrownBy(() -> task.run(new Calling(this::outOfOrder)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("sluice.async.in-flight", "sluice.async.on-error");
  }
}
