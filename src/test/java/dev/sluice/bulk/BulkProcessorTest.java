package dev.sluice.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.Operation;
import dev.sluice.bulk.action.VersionType;
import dev.sluice.config.Settings;
import dev.sluice.flow.Ticker;
import dev.sluice.testing.Awaiting;
import dev.sluice.testing.Docs;
import dev.sluice.testing.ManualTicker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BulkProcessorTest {

  private final Map<String, String> conf = new HashMap<>();
  private final FakeTransport transport = new FakeTransport();
  private final List<String> envelopes = new ArrayList<>();
  private final List<Integer> barriers = new ArrayList<>();
  private Runnable beforeKeeping = () -> {};

  BulkProcessorTest() {
    conf.put("sluice.bulk.in-flight", "4");
    conf.put("sluice.bulk.retry.base", "1ms");
    conf.put("sluice.bulk.retry.cap", "5ms");
  }

  private BulkProcessor start() {
    Settings settings = Settings.from(conf::get);
    BulkOptions options = BulkOptions.read(settings, Optional.of("i"), OtherAttempts.NONE);
    settings.check();
    return BulkProcessor.start(options, transport, Lanes.ANY, this::keep, Ticker.system());
  }

  private void keep(RejectedDocument document) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    document.writeEnvelope(out, "attempt_1", 0);
    beforeKeeping.run();
    envelopes.add(out.toString(StandardCharsets.UTF_8));
    barriers.add(document.barriers());
  }

  @Test
  void ids_and_routing_values_with_half_a_surrogate_pair_are_never_sent() throws Exception {
    conf.put("sluice.errors.max", "10");
    BulkProcessor bulk = start();
    bulk.add(Docs.index("a\ud83d"));
    bulk.add(Docs.index("\ude00b"));
    bulk.add(BulkAction.of(Operation.DELETE).id("c").routing("\ud83dx").build());
    bulk.add(Docs.index("whole-\ud83d\ude00"));

    bulk.close();

    assertThat(transport.server.received).hasSize(1);
    assertThat(bulk.counts().rejected()).isEqualTo(3);
    assertThat(envelopes.get(0)).contains("character 1 of the id is an unpaired surrogate");
    assertThat(envelopes.get(2)).contains("character 0 of the routing value");
  }

  @Test
  void texts_that_the_server_takes_for_others_or_refuses_with_the_whole_request_are_rejected_alone()
      throws Exception {
    conf.put("sluice.errors.max", "10");
    BulkProcessor bulk = start();
    bulk.add(BulkAction.of(Operation.DELETE).id("1").index("tenant-\ud83d").build());
    bulk.add(BulkAction.of(Operation.DELETE).id("2").pipeline("\ude00").build());
    bulk.add(Docs.index("ü".repeat(256) + "x"));
    bulk.add(Docs.index(""));
    bulk.add(Docs.index("ü".repeat(256)));

    bulk.close();

    assertThat(transport.server.received).hasSize(1);
    assertThat(bulk.counts().rejected()).isEqualTo(4);
    assertThat(envelopes.get(0)).contains("character 7 of the index name is an unpaired surrogate");
    assertThat(envelopes.get(1))
        .contains("character 0 of the pipeline name is an unpaired surrogate");
    assertThat(envelopes.get(2)).contains("the id is 513 bytes long; the maximum is 512");
    assertThat(envelopes.get(3)).contains("the id is empty");
  }

  @Test
  void a_line_feed_behind_a_backslash_rejects_the_document_alone() throws Exception {
    conf.put("sluice.errors.max", "1");
    BulkProcessor bulk = start();
    bulk.add(Docs.index("before"));
    bulk.add(
        Docs.foreign(
            "evil",
            "{\"a\":\"x\\\n"
                + "{\"delete\":{\"routing\":\"{\\\"\",\"_index\":\"victim\",\"_id\":\"1\"}}"));
    bulk.add(Docs.index("after"));

    bulk.close();

    assertThat(transport.server.received).containsExactly(List.of("before", "after"));
    assertThat(envelopes).hasSize(1);
    assertThat(envelopes.get(0)).contains("invalid escape sequence", "at byte 7");
  }

  @Test
  void a_document_that_an_update_would_nest_too_deep_is_rejected_alone() throws Exception {
    conf.put("sluice.errors.max", "1");
    String deep = "{\"a\":" + "[".repeat(999) + "]".repeat(999) + "}";
    byte[] json = deep.getBytes(StandardCharsets.UTF_8);
    BulkProcessor bulk = start();
    bulk.add(BulkAction.of(Operation.INDEX).id("1").foreignSource(json, 0, json.length).build());
    bulk.add(BulkAction.of(Operation.UPSERT).id("2").foreignSource(json, 0, json.length).build());

    bulk.close();

    assertThat(bulk.counts().rejected()).isEqualTo(1);
    assertThat(envelopes.get(0)).contains("\"_id\":\"2\"", "nested deeper than 999 levels");
  }

  @Test
  void a_barrier_is_settled_when_the_actions_before_it_are_and_counts_no_others() throws Exception {
    conf.put("sluice.errors.max", "10");
    Semaphore permits = new Semaphore(0);
    transport.gatedBy(permits);
    BulkProcessor bulk = start();
    bulk.add(Docs.index("a"));
    bulk.add(Docs.index("\ude00early"));

    bulk.barrier();
    bulk.add(Docs.index("b"));
    bulk.add(Docs.index("\ude00late"));
    boolean early = bulk.settled().isPresent();
    permits.release();
    Awaiting.until(() -> bulk.settled().isPresent());
    BulkCounts counts = bulk.settled().get();
    permits.release(9);
    bulk.close();

    assertThat(early).isFalse();
    assertThat(counts.given()).isEqualTo(2);
    assertThat(counts.indexed()).isEqualTo(1);
    assertThat(counts.rejected()).isEqualTo(1);
    assertThat(bulk.counts().given()).isEqualTo(4);
    assertThat(barriers).containsExactly(0, 1);
  }

  @Test
  void a_barrier_is_not_settled_before_its_rejected_documents_are_stored() throws Exception {
    conf.put("sluice.errors.max", "10");
    BulkProcessor[] bulk = {null};
    List<Boolean> settled = new ArrayList<>();
    beforeKeeping = () -> settled.add(bulk[0].settled().isPresent());
    bulk[0] = start();
    bulk[0].add(Docs.foreign("a", "{\"poison\":1}"));

    bulk[0].barrier();
    bulk[0].drain();

    assertThat(settled).containsExactly(false);
    assertThat(bulk[0].settled().get().rejected()).isEqualTo(1);
    bulk[0].close();
  }

  @Test
  void an_engine_continues_the_counts_and_the_error_budget_of_an_earlier_attempt()
      throws Exception {
    conf.put("sluice.errors.max", "1");
    Settings settings = Settings.from(conf::get);
    BulkOptions options =
        BulkOptions.read(settings, Optional.of("i"), OtherAttempts.BEFORE)
            .after(Counts.of(9, 8, 1));
    BulkProcessor bulk =
        BulkProcessor.start(options, transport, Lanes.ANY, this::keep, Ticker.system());
    bulk.add(Docs.index("a"));
    bulk.drain();
    bulk.barrier();

    BulkCounts counts = bulk.settled().get();

    assertThat(counts.given()).isEqualTo(10);
    assertThat(counts.indexed()).isEqualTo(9);
    assertThat(BulkCounts.ofNumbers(counts.toNumbers())).hasToString(counts.toString());
    assertThatThrownBy(() -> bulk.add(Docs.index("\ude00")))
        .hasMessageContaining("2 of 11 documents were rejected");
    bulk.abort();
  }

  @Test
  void a_drain_returns_when_everything_has_an_outcome_and_more_can_be_added() throws Exception {
    conf.put("sluice.errors.max", "1");
    transport
        .then(request -> BulkReply.notSent("refused"))
        .then(request -> transport.server.apply(request, item -> false))
        .then(request -> transport.server.apply(request, item -> false));
    BulkProcessor bulk = start();
    bulk.add(Docs.index("a"));
    bulk.add(Docs.index("b"));

    bulk.drain();

    assertThat(bulk.counts().indexed()).isEqualTo(2);
    assertThat(bulk.counts().outstanding()).isZero();
    bulk.drain();
    bulk.add(Docs.index("c"));
    bulk.close();
    assertThat(bulk.counts().indexed()).isEqualTo(3);
    assertThatThrownBy(bulk::drain).hasMessageContaining("closed");
  }

  @Test
  void close_returns_when_everything_is_accounted_for() throws Exception {
    transport
        .then(request -> BulkReply.notSent("refused"))
        .then(request -> transport.server.apply(request, item -> item == 1));
    BulkProcessor bulk = start();
    for (String id : List.of("a", "b", "c")) {
      bulk.add(Docs.index(id));
    }

    bulk.close();

    assertThat(transport.server.received).containsExactly(List.of("a", "b", "c"), List.of("b"));
    assertThat(bulk.counts().indexed()).isEqualTo(3);
    assertThat(bulk.counts().outstanding()).isZero();
    assertThat(bulk.heldBytes()).isZero();
  }

  @Test
  void the_limit_of_requests_in_flight_means_exactly_that() throws Exception {
    conf.put("sluice.bulk.in-flight", "3");
    conf.put("sluice.bulk.actions", "1");
    Semaphore gate = new Semaphore(0);
    transport.gatedBy(gate);
    try (BulkProcessor bulk = start()) {
      for (int i = 0; i < 20; i++) {
        bulk.add(Docs.index("d" + i));
      }
      Awaiting.until(() -> transport.outstanding.get() == 3);
      gate.release(1_000);
    }

    assertThat(transport.mostOutstanding.get()).isEqualTo(3);
  }

  @Test
  void add_waits_for_memory_and_goes_on_when_there_is_some() throws Exception {
    conf.put("sluice.bulk.memory", "64kb");
    conf.put("sluice.bulk.size", "8kb");
    Semaphore gate = new Semaphore(0);
    transport.gatedBy(gate);
    BulkProcessor bulk = start();
    AtomicReference<Exception> failure = new AtomicReference<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < 200; i++) {
                  bulk.add(Docs.index("d" + i, 1_000));
                }
                bulk.close();
              } catch (IOException e) {
                failure.set(e);
              }
            });
    caller.start();
    Awaiting.until(
        () -> caller.getState() == Thread.State.TIMED_WAITING && transport.outstanding.get() == 4);

    assertThat(bulk.heldBytes()).isLessThanOrEqualTo(64 << 10);
    assertThat(bulk.counts().given()).isLessThan(64);
    Awaiting.until(() -> bulk.counts().waitMillis() > 0);
    gate.release(1_000);
    caller.join();

    assertThat(failure.get()).isNull();
    assertThat(transport.server.documents).hasSize(200);
    assertThat(bulk.counts().waitMillis()).isPositive();
  }

  @Test
  void a_caller_that_waits_can_be_interrupted_and_nothing_stays_behind() throws Exception {
    Set<Thread> others = bulkThreads();
    Semaphore gate = new Semaphore(0);
    transport.gatedBy(gate);
    BulkProcessor bulk = start();
    bulk.add(Docs.index("a"));
    AtomicReference<Exception> failure = new AtomicReference<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                bulk.close();
              } catch (IOException e) {
                failure.set(e);
              }
            });
    caller.start();
    Awaiting.until(() -> transport.outstanding.get() == 1);

    caller.interrupt();
    caller.join();

    assertThat(failure.get()).isInstanceOf(InterruptedIOException.class);
    assertThat(transport.isAborted()).isTrue();
    Awaiting.until(() -> others.containsAll(bulkThreads()));
  }

  private static Set<Thread> bulkThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("sluice-bulk-"))
        .collect(Collectors.toSet());
  }

  /** Closes in a thread of its own, and comes back when it waits for an answer. */
  private Thread closing(BulkProcessor bulk, AtomicReference<Exception> failure) throws Exception {
    Thread closer =
        new Thread(
            () -> {
              try {
                bulk.close();
              } catch (IOException e) {
                failure.set(e);
              }
            });
    closer.start();
    Awaiting.until(
        () -> closer.getState() == Thread.State.TIMED_WAITING && transport.outstanding.get() == 1);
    return closer;
  }

  @Test
  void close_returns_though_another_thread_goes_on_adding() throws Exception {
    Semaphore gate = new Semaphore(0);
    transport.gatedBy(gate);
    BulkProcessor bulk = start();
    bulk.add(Docs.index("a"));
    AtomicReference<Exception> failure = new AtomicReference<>();
    Thread closer = closing(bulk, failure);

    assertThatThrownBy(() -> bulk.add(Docs.index("b"))).hasMessage("the bulk processor is closed");
    gate.release(1_000);
    closer.join();

    assertThat(failure.get()).isNull();
    assertThat(transport.server.documents).containsOnlyKeys("a");
    assertThat(bulk.counts().given()).isEqualTo(1);
  }

  @Test
  void close_fails_when_another_thread_aborts() throws Exception {
    transport.gatedBy(new Semaphore(0));
    BulkProcessor bulk = start();
    bulk.add(Docs.index("a"));
    AtomicReference<Exception> failure = new AtomicReference<>();
    Thread closer = closing(bulk, failure);

    bulk.abort();
    closer.join();

    assertThat(failure.get()).hasMessageContaining("aborted by another thread");
  }

  @Test
  void an_action_without_an_index_is_rejected() throws Exception {
    conf.put("sluice.errors.max", "2");
    BulkOptions options =
        BulkOptions.read(Settings.from(conf::get), Optional.empty(), OtherAttempts.NONE);
    BulkProcessor bulk =
        BulkProcessor.start(options, transport, Lanes.ANY, this::keep, Ticker.system());
    bulk.add(Docs.index("a"));
    bulk.add(Docs.of(Operation.INDEX, null, "{\"x\":1}"));

    bulk.close();

    assertThat(bulk.counts().rejected()).isEqualTo(2);
    assertThat(envelopes.get(0)).startsWith("{\"_id\":\"a\",\"op\":\"index\",\"error\"");
    assertThat(envelopes.get(1))
        .startsWith("{\"op\":\"index\",\"error\":{\"type\":\"action_without_index\"")
        .endsWith("\"_source\":{\"x\":1}}");
  }

  @Test
  void close_twice_is_harmless_and_add_afterwards_is_refused() throws Exception {
    BulkProcessor bulk = start();
    bulk.add(Docs.index("a"));
    bulk.close();
    bulk.close();
    bulk.abort();

    assertThatThrownBy(() -> bulk.add(Docs.index("b"))).hasMessage("the bulk processor is closed");
  }

  @Test
  void a_failure_reaches_the_caller_and_close_says_it_too() throws Exception {
    transport.then(request -> BulkReply.hopeless("the certificate's authority is unknown"));
    conf.put("sluice.bulk.actions", "1");
    BulkProcessor bulk = start();
    bulk.add(Docs.index("a"));
    bulk.add(Docs.index("b"));

    assertThatThrownBy(bulk::close)
        .isInstanceOf(BulkException.class)
        .hasMessageContaining("the certificate's authority is unknown");
    bulk.close();
  }

  @Test
  void a_document_that_is_not_an_object_is_rejected_with_its_text_in_the_envelope()
      throws Exception {
    conf.put("sluice.errors.max", "2");
    try (BulkProcessor bulk = start()) {
      bulk.add(Docs.foreign("a", "[1,2]"));
      bulk.add(Docs.foreign("b", "{\"x\":1,\r\n \"y\":2}"));
    }

    assertThat(envelopes)
        .containsExactly(
            "{\"_index\":\"i\",\"_id\":\"a\",\"op\":\"index\",\"error\":{\"type\":\"not_a_json_object\",\"reason\":\"invalid JSON document: not a JSON object at byte 0\"},\"task\":\"attempt_1\",\"time\":\"1970-01-01T00:00:00Z\",\"_source\":\"[1,2]\"}");
    assertThat(transport.server.documents).containsEntry("b", "{\"x\":1,   \"y\":2}");
  }

  @Test
  void a_document_refused_by_the_server_keeps_its_source_verbatim() throws Exception {
    conf.put("sluice.errors.max", "2");
    byte[] source = "{\"poison\": 1.50}".getBytes(StandardCharsets.UTF_8);
    try (BulkProcessor bulk = start()) {
      bulk.add(
          BulkAction.of(Operation.INDEX)
              .id("é\"x")
              .routing("r1")
              .version(3, VersionType.EXTERNAL_GTE)
              .pipeline("p")
              .foreignSource(source, 0, source.length)
              .build());
    }

    assertThat(envelopes.get(0))
        .startsWith(
            "{\"_index\":\"i\",\"_id\":\"é\\\"x\",\"_routing\":\"r1\",\"_version\":3,\"op\":\"index\",")
        .endsWith("\"_source\":{\"poison\": 1.50}}");
  }

  @Test
  void a_document_above_half_of_the_memory_is_rejected_before_it_is_copied() throws Exception {
    conf.put("sluice.bulk.memory", "64kb");
    conf.put("sluice.bulk.size", "8kb");
    conf.put("sluice.errors.max", "1");
    try (BulkProcessor bulk = start()) {
      bulk.add(Docs.index("big", 40_000));
      bulk.add(Docs.index("small"));
    }

    assertThat(envelopes).singleElement().asString().contains("document_too_large", "40000 bytes");
    assertThat(transport.server.documents).containsOnlyKeys("small");
  }

  @Test
  void rejections_that_cannot_be_kept_fail_the_engine() throws Exception {
    Settings settings = Settings.from(conf::get);
    BulkProcessor bulk =
        BulkProcessor.start(
            BulkOptions.read(settings, Optional.of("i"), OtherAttempts.NONE),
            transport,
            Lanes.ANY,
            document -> {
              throw new IOException("disk full");
            },
            Ticker.system());
    bulk.add(Docs.of(Operation.INDEX, "a", "{\"poison\":1}"));

    assertThatThrownBy(bulk::close).hasMessageContaining("disk full");
  }

  @Test
  void a_pause_outlasts_the_retry_timeout_and_the_silence_does_not_count() throws Exception {
    conf.put("sluice.bulk.retry.timeout", "1h");
    ManualTicker ticker = ManualTicker.movedBySleepers();
    Settings settings = Settings.from(conf::get);
    BulkOptions options = BulkOptions.read(settings, Optional.of("i"), OtherAttempts.NONE);
    Semaphore replies = new Semaphore(0);
    transport
        .gatedBy(replies)
        .then(request -> BulkReply.unknown("reset"))
        .then(request -> BulkReply.unknown("reset again"));
    try (BulkProcessor bulk =
        BulkProcessor.start(options, transport, Lanes.ANY, this::keep, ticker)) {
      bulk.add(Docs.index("a"));
      Thread closing = new Thread(() -> quietly(bulk::close));
      closing.start();
      Awaiting.until(
          "the first request", Duration.ofSeconds(10), () -> transport.outstanding.get() == 1);

      bulk.pause();
      replies.release(3);
      Awaiting.until("its failure", Duration.ofSeconds(10), () -> bulk.counts().requests() == 1);
      ticker.advance(Duration.ofHours(3));
      assertThat(bulk.counts().requests()).isEqualTo(1);
      bulk.resume();
      Awaiting.until(
          "a resend",
          Duration.ofSeconds(10),
          () -> {
            ticker.advance(Duration.ofSeconds(1));
            return bulk.counts().indexed() == 1;
          });
      closing.join();

      assertThat(bulk.nanosSinceAnswer()).isLessThan(Duration.ofHours(1).toNanos());
      assertThat(bulk.counts().pausedNanos())
          .isBetween(Duration.ofHours(3).toNanos(), Duration.ofHours(4).toNanos());
      assertThat(bulk.counts().inFlightNanos()).isBetween(0L, Duration.ofHours(1).toNanos());
    }
    assertThat(transport.server.received).containsExactly(List.of("a"));
  }

  private interface Closing {
    void run() throws IOException;
  }

  private static void quietly(Closing close) {
    try {
      close.run();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
