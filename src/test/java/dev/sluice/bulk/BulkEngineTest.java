package dev.sluice.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.BulkError;
import dev.sluice.bulk.action.Operation;
import dev.sluice.bulk.action.VersionType;
import dev.sluice.config.DataSize;
import dev.sluice.config.Settings;
import dev.sluice.testing.Docs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BulkEngineTest {

  private static final long MILLI = 1_000_000;
  private static final BulkReply BUSY = BulkReply.refused(429, FakeServer.BUSY, Duration.ZERO);

  private final Map<String, String> conf = new HashMap<>(Map.of("sluice.bulk.in-flight", "4"));
  private final FakeServer server = new FakeServer();
  private final List<Rejection> rejected = new ArrayList<>();
  private final List<String> rejectedIds = new ArrayList<>();
  private BulkEngine engine;
  private long now;
  private OtherAttempts others = OtherAttempts.NONE;
  private Lanes lanes = Lanes.ANY;

  private BulkEngine engine() {
    if (engine == null) {
      Settings settings = Settings.from(conf::get);
      BulkOptions options = BulkOptions.read(settings, Optional.of("i"), others);
      settings.check();
      engine = new BulkEngine(options, lanes);
    }
    return engine;
  }

  private void add(BulkAction... actions) throws Exception {
    for (BulkAction action : actions) {
      assertThat(engine().add(action)).isTrue();
    }
  }

  private BulkRequest next() {
    engine().advance(now);
    return engine().next(now).orElseThrow(() -> new AssertionError("nothing to send"));
  }

  private void answer(BulkRequest request, BulkReply reply) {
    engine().advance(now);
    List<Rejection> some = engine().answered(request, reply, now, now, 0.5);
    some.forEach(each -> rejectedIds.add(each.document().id()));
    engine().rejected(some);
    rejected.addAll(some);
  }

  private void wait(Duration time) {
    now += time.toNanos();
  }

  private static List<String> ids(BulkRequest request) {
    return FakeServer.actions(request).stream().map(FakeServer.Action::id).toList();
  }

  @Test
  void actions_are_encoded_as_they_are_added() throws Exception {
    byte[] source = "{\"t\":\"ü\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    add(
        BulkAction.of(Operation.INDEX)
            .id("a\"b")
            .routing("r")
            .version(7, VersionType.EXTERNAL_GTE)
            .source(source, 0, source.length)
            .build(),
        Docs.of(Operation.UPDATE, "u", "{\"x\":1}"),
        Docs.of(Operation.UPSERT, "v", "{\"x\":2}"),
        Docs.of(Operation.DELETE, "d", ""));

    engine().flush();

    assertThat(FakeServer.body(next()))
        .isEqualTo(
            """
            {"index":{"_index":"i","_id":"a\\"b","routing":"r","version":7,"version_type":"external_gte"}}
            {"t":"ü"}
            {"update":{"_index":"i","_id":"u"}}
            {"doc":{"x":1}}
            {"update":{"_index":"i","_id":"v"}}
            {"doc_as_upsert":true,"doc":{"x":2}}
            {"delete":{"_index":"i","_id":"d"}}
            """);
  }

  @Test
  void waits_and_requests_are_summed_up_by_what_happened_in_them() throws Exception {
    add(Docs.index("a"));
    engine().flush();
    BulkRequest first = next();
    engine().waits(TimeSums.Wait.ANSWERS, now);
    wait(Duration.ofMillis(100));
    answer(first, BUSY.took(Duration.ofMillis(60)));
    wait(Duration.ofMillis(engine().waitNanos(now) / MILLI + 1));
    BulkRequest again = next();
    long pausedMillis = now / MILLI - 100;
    wait(Duration.ofMillis(30));

    BulkCounts running = engine().counts(now);
    answer(again, server.apply(again).took(Duration.ofMillis(20)));
    BulkCounts done = engine().counts(now);

    assertThat(running.inFlightNanos()).isEqualTo(130 * MILLI);
    assertThat(done.answerNanos()).isEqualTo(130 * MILLI);
    assertThat(done.pausedNanos()).isEqualTo(pausedMillis * MILLI).isPositive();
    assertThat(done.memoryNanos()).isZero();
    assertThat(done.waitMillis()).isEqualTo(130 + pausedMillis);
    assertThat(done.serverNanos()).isEqualTo(80 * MILLI);
    assertThat(done.refused()).isOne();
  }

  @Test
  void every_applied_item_is_counted_once_and_memory_comes_back() throws Exception {
    add(Docs.index("a"), Docs.of(Operation.DELETE, "b", ""));
    engine().flush();

    answer(next(), server.apply(engineRequest()));

    assertThat(engine().counts().toString())
        .isEqualTo("2 given, 1 indexed, 1 deleted, 0 already there, 0 rejected, 0 outstanding");
    assertThat(engine().isIdle()).isTrue();
    assertThat(engine().held()).isZero();
  }

  private BulkRequest engineRequest() throws Exception {
    BulkEngine twin =
        new BulkEngine(
            BulkOptions.read(Settings.from(conf::get), Optional.of("i"), OtherAttempts.NONE),
            Lanes.ANY);
    twin.add(Docs.index("a"));
    twin.add(Docs.of(Operation.DELETE, "b", ""));
    twin.flush();
    return twin.next(0).orElseThrow();
  }

  @Test
  void rejected_items_are_sent_again_and_accepted_ones_are_not() throws Exception {
    add(Docs.index("a"), Docs.index("b"), Docs.index("c"));
    engine().flush();
    BulkRequest first = next();

    answer(first, server.apply(first, item -> item == 1));
    wait(Duration.ofMinutes(1));
    BulkRequest second = next();
    answer(second, server.apply(second));

    assertThat(server.received).containsExactly(List.of("a", "b", "c"), List.of("b"));
    assertThat(engine().counts().resent()).isEqualTo(1);
    assertThat(engine().counts().indexed()).isEqualTo(3);
    assertThat(engine().isIdle()).isTrue();
  }

  @Test
  void a_refused_request_waits_with_jitter_and_grows() throws Exception {
    add(Docs.index("a"));
    engine().flush();

    answer(next(), BUSY);
    assertThat(engine().next(now)).isEmpty();
    assertThat(engine().waitNanos(now)).isEqualTo(250 * MILLI);
    wait(Duration.ofMillis(250));
    answer(next(), BUSY);

    assertThat(engine().waitNanos(now)).isEqualTo(500 * MILLI);
  }

  /** Two requests are sent together, and one of them is accepted after the other failed. */
  private void oneFailsAndOneIsAccepted(BulkReply failure) throws Exception {
    conf.put("sluice.bulk.in-flight", "2");
    conf.put("sluice.bulk.actions", "1");
    add(Docs.index("a"), Docs.index("b"));
    engine().flush();
    BulkRequest first = next();
    BulkRequest second = next();
    answer(first, failure);
    answer(second, server.apply(second));
  }

  @Test
  void a_refused_request_is_sent_again_at_once_to_a_lane_that_is_idle() throws Exception {
    oneFailsAndOneIsAccepted(BUSY);

    assertThat(ids(next())).containsExactly("a");
  }

  @Test
  void refused_requests_are_sent_to_an_idle_lane_one_after_the_other() throws Exception {
    conf.put("sluice.bulk.in-flight", "3");
    conf.put("sluice.bulk.actions", "1");
    add(Docs.index("a"), Docs.index("b"), Docs.index("c"));
    engine().flush();
    BulkRequest first = next();
    BulkRequest second = next();
    BulkRequest third = next();
    answer(first, BUSY);
    answer(second, BUSY);
    assertThat(engine().next(now)).isEmpty();
    answer(third, server.apply(third));

    BulkRequest again = next();
    assertThat(engine().next(now)).isEmpty();
    answer(again, server.apply(again));
    assertThat(engine().next(now)).isPresent();
  }

  @Test
  void a_request_of_unknown_outcome_waits_although_its_lane_is_idle() throws Exception {
    oneFailsAndOneIsAccepted(BulkReply.unknown("reset"));

    assertThat(engine().next(now)).isEmpty();
    assertThat(engine().waitNanos(now)).isEqualTo(250 * MILLI);
  }

  @Test
  void a_refusal_with_a_time_to_wait_is_obeyed_although_its_lane_is_idle() throws Exception {
    oneFailsAndOneIsAccepted(BulkReply.refused(429, FakeServer.BUSY, Duration.ofSeconds(7)));

    assertThat(engine().waitNanos(now)).isEqualTo(7_000 * MILLI);
  }

  @Test
  void retry_after_is_the_least_wait() throws Exception {
    add(Docs.index("a"));
    engine().flush();

    answer(next(), BulkReply.refused(429, FakeServer.BUSY, Duration.ofSeconds(7)));

    assertThat(engine().waitNanos(now)).isEqualTo(7_000 * MILLI);
  }

  @Test
  void past_the_deadline_the_engine_fails_and_rejects_nothing() throws Exception {
    add(Docs.index("a"));
    engine().flush();
    answer(next(), BUSY);
    while (engine().failure().isEmpty()) {
      wait(Duration.ofNanos(engine().waitNanos(now)));
      answer(next(), BUSY);
    }

    assertThat(now).isEqualTo(Duration.ofMinutes(15).toNanos());
    assertThat(engine().failure().get())
        .hasMessageContaining("gave up on a bulk request (1 documents")
        .hasMessageContaining("PT15M")
        .hasMessageContaining("status 429, es_rejected_execution_exception: queue full")
        .hasMessageContaining("sluice.bulk.retry.timeout");
    assertThat(engine().counts().rejected()).isZero();
  }

  @Test
  void a_document_that_fails_each_time_is_named_when_the_engine_gives_up() throws Exception {
    add(Docs.index("a"), Docs.index("b"), Docs.index("c"));
    engine().flush();
    BulkError error = BulkError.of("null_pointer_exception", "oops");

    while (engine().failure().isEmpty()) {
      wait(Duration.ofNanos(engine().waitNanos(now) % Long.MAX_VALUE));
      BulkRequest request = next();
      short[] statuses = new short[request.items()];
      Map<Integer, BulkError> errors = new HashMap<>();
      for (int i = 0; i < statuses.length; i++) {
        boolean bad = ids(request).get(i).equals("b");
        statuses[i] = (short) (bad ? 500 : 201);
        if (bad) {
          errors.put(i, error);
        }
      }
      answer(request, BulkReply.items(statuses, errors));
    }

    assertThat(engine().failure().get())
        .hasMessageContaining("document \"b\" of index \"i\" after retrying for PT15M")
        .hasMessageContaining("null_pointer_exception: oops");
  }

  @Test
  void of_many_documents_that_fail_each_time_the_first_is_named() throws Exception {
    conf.put("sluice.bulk.retry.timeout", "0s");
    add(Docs.of(Operation.INDEX, null, "{}"), Docs.index("b"), Docs.index("c"));
    engine().flush();

    answer(next(), BulkReply.unknown("reset"));

    assertThat(engine().failure().get())
        .hasMessageContaining("with a document without an id of index \"i\" and 2 more after");
  }

  @Test
  void no_more_requests_are_outstanding_than_allowed() throws Exception {
    conf.put("sluice.bulk.in-flight", "2");
    conf.put("sluice.bulk.actions", "1");
    add(Docs.index("a"), Docs.index("b"), Docs.index("c"));
    engine().flush();

    BulkRequest first = next();
    next();
    assertThat(engine().next(now)).isEmpty();
    answer(first, server.apply(first));

    assertThat(ids(next())).containsExactly("c");
  }

  @Test
  void a_failing_lane_carries_one_probe_and_the_others_go_on() throws Exception {
    conf.put("sluice.bulk.actions", "1");
    lanes = byFirstLetter();
    add(Docs.index("a1"), Docs.index("a2"), Docs.index("b1"), Docs.index("a3"));
    engine().flush();

    answer(next(), BulkReply.notSent("connection refused"));
    BulkRequest second = next();
    assertThat(ids(second)).containsExactly("b1");
    assertThat(engine().next(now)).isEmpty();

    wait(Duration.ofMinutes(1));
    BulkRequest probe = next();
    assertThat(probe.lane()).isZero();
    assertThat(engine().next(now)).isEmpty();
    answer(probe, server.apply(probe));
    assertThat(next().lane()).isZero();
    assertThat(next().lane()).isZero();
  }

  private static Lanes byFirstLetter() {
    return new Lanes() {
      @Override
      public int partitionOf(BulkAction action) {
        return action.id().orElse("a").charAt(0) - 'a';
      }

      @Override
      public int laneOf(int partition) {
        return partition;
      }

      @Override
      public long version() {
        return 0;
      }
    };
  }

  @Test
  void items_are_laned_anew_when_they_are_resent() throws Exception {
    int[] lane = {0, 0};
    long[] version = {0};
    lanes =
        new Lanes() {
          @Override
          public int partitionOf(BulkAction action) {
            return action.id().orElse("a").charAt(0) - 'a';
          }

          @Override
          public int laneOf(int partition) {
            return lane[partition];
          }

          @Override
          public long version() {
            return version[0];
          }
        };
    add(Docs.index("a"), Docs.index("b"));
    engine().flush();
    BulkRequest first = next();
    lane[1] = 5;
    version[0]++;

    answer(first, BulkReply.notSent("gone"));
    wait(Duration.ofMinutes(1));

    BulkRequest one = next();
    BulkRequest other = next();
    assertThat(List.of(one.lane(), other.lane())).containsExactlyInAnyOrder(0, 5);
    assertThat(List.of(ids(one), ids(other))).containsExactlyInAnyOrder(List.of("a"), List.of("b"));
  }

  @Test
  void an_action_on_an_outstanding_id_waits_for_it() throws Exception {
    conf.put("sluice.bulk.actions", "2");
    add(Docs.index("a"), Docs.index("b"), Docs.index("a"), Docs.index("c"), Docs.index("d"));
    engine().flush();

    BulkRequest first = next();
    BulkRequest unrelated = next();
    assertThat(ids(unrelated)).containsExactly("d");
    assertThat(engine().next(now)).isEmpty();
    answer(first, server.apply(first));

    assertThat(ids(next())).containsExactly("a", "c");
  }

  @Test
  void a_later_action_on_a_resent_id_is_sent_again_behind_it() throws Exception {
    add(
        Docs.of(Operation.INDEX, "a", "{\"v\":1}"),
        Docs.of(Operation.INDEX, "a", "{\"v\":2}"),
        Docs.index("b"));
    engine().flush();
    BulkRequest first = next();

    answer(first, server.apply(first, item -> item == 0));
    wait(Duration.ofMinutes(1));
    BulkRequest second = next();
    answer(second, server.apply(second));

    assertThat(server.received.get(1)).containsExactly("a", "a");
    assertThat(server.documents.get("a")).isEqualTo("{\"v\":2}");
    assertThat(engine().counts().indexed()).isEqualTo(3);
  }

  @Test
  void a_create_shares_no_request_with_another_action_on_its_document() throws Exception {
    add(Docs.of(Operation.CREATE, "a", "{}"), Docs.of(Operation.UPDATE, "a", "{}"));
    engine().flush();

    assertThat(ids(next())).containsExactly("a");
    assertThat(engine().next(now)).isEmpty();
  }

  @Test
  void a_request_that_is_too_big_is_halved_until_one_document_is_rejected() throws Exception {
    conf.put("sluice.errors.max", "1");
    add(Docs.index("a"), Docs.index("b"), Docs.index("c", 500), Docs.index("d"));
    engine().flush();
    BulkReply tooBig =
        BulkReply.refused(413, BulkError.of("content_too_long", "413"), Duration.ZERO);

    while (!engine().isIdle()) {
      wait(Duration.ofMinutes(1));
      BulkRequest request = next();
      answer(request, ids(request).contains("c") ? tooBig : server.apply(request));
    }

    assertThat(rejectedIds).containsExactly("c");
    assertThat(server.documents.keySet()).containsExactlyInAnyOrder("a", "b", "d");
    assertThat(engine().counts().outstanding()).isZero();
  }

  @Test
  void parts_of_a_split_request_go_at_once_and_together() throws Exception {
    add(Docs.index("a"), Docs.index("b"));
    engine().flush();

    answer(next(), FakeServer.TOO_LARGE);

    assertThat(ids(next())).containsExactly("a");
    assertThat(ids(next())).containsExactly("b");
  }

  @Test
  void a_part_waits_for_the_one_before_where_they_act_on_one_document() throws Exception {
    add(Docs.index("a"), Docs.index("a"));
    engine().flush();
    answer(next(), FakeServer.TOO_LARGE);

    BulkRequest first = next();
    assertThat(engine().next(now)).isEmpty();
    answer(first, server.apply(first));

    assertThat(ids(next())).containsExactly("a");
  }

  @Test
  void a_part_that_waited_for_another_has_all_its_time() throws Exception {
    add(Docs.index("a"), Docs.index("a"));
    engine().flush();
    answer(next(), FakeServer.TOO_LARGE);

    for (int part = 0; part < 2; part++) {
      long end = now + Duration.ofMinutes(14).toNanos();
      while (now < end) {
        answer(next(), BUSY);
        wait(Duration.ofNanos(engine().waitNanos(now)));
      }
      BulkRequest request = next();
      answer(request, server.apply(request));
    }

    assertThat(engine().failure()).isEmpty();
    assertThat(engine().isIdle()).isTrue();
  }

  @Test
  void halves_of_a_request_that_was_refused_for_long_do_not_begin_anew() throws Exception {
    add(Docs.index("a"), Docs.index("b"), Docs.index("c"));
    engine().flush();

    while (engine().failure().isEmpty()) {
      Optional<BulkRequest> request = engine().next(now);
      request.ifPresent(each -> answer(each, BUSY));
      if (!request.isPresent()) {
        wait(Duration.ofNanos(engine().waitNanos(now)));
      }
    }

    assertThat(now).isEqualTo(Duration.ofMinutes(15).toNanos());
  }

  @Test
  void a_create_whose_reply_was_lost_is_found_to_be_ours() throws Exception {
    add(Docs.of(Operation.CREATE, "a", "{\"a\":1}"));
    engine().flush();
    BulkRequest first = next();
    server.apply(first);
    answer(first, BulkReply.unknown("connection reset"));
    wait(Duration.ofMinutes(1));
    BulkRequest second = next();
    answer(second, server.apply(second));

    BulkRequest question = next();
    assertThat(question.kind).isEqualTo(BulkRequest.Kind.COMPARE);
    answer(question, server.compare(question));

    assertThat(engine().counts().alreadyThere()).isEqualTo(1);
    assertThat(engine().isIdle()).isTrue();
  }

  @Test
  void creates_that_ran_before_their_request_was_refused_are_found_to_be_ours() throws Exception {
    conf.put("sluice.errors.max", "1");
    add(
        Docs.of(Operation.CREATE, "a", "{\"a\":1}"),
        Docs.of(Operation.CREATE, "b", "{\"a\":1}"),
        Docs.of(Operation.UPSERT, "c", "{\"malformed\":1}"));
    engine().flush();
    server.running(2);

    sendAll();

    assertThat(rejectedIds).containsExactly("c");
    assertThat(engine().counts().alreadyThere()).isEqualTo(2);
  }

  @Test
  void a_scripted_update_fails_the_task_if_its_request_was_refused_but_may_have_run()
      throws Exception {
    add(Docs.of(Operation.SCRIPT, "a", "{}"), Docs.of(Operation.UPSERT, "c", "{\"malformed\":1}"));
    engine().flush();
    server.running(1);

    BulkRequest first = next();
    answer(first, server.apply(first));

    assertThat(engine().failure().get())
        .hasMessageContaining("document \"a\"")
        .hasMessageContaining("sluice.update.at-least-once=true");
  }

  /** Lets time pass and the server answer until nothing is left. */
  private void sendAll() {
    while (!engine().isIdle()) {
      Optional<BulkRequest> request = engine().next(now);
      if (request.isPresent()) {
        boolean compare = request.get().kind == BulkRequest.Kind.COMPARE;
        answer(
            request.get(), compare ? server.compare(request.get()) : server.apply(request.get()));
      } else {
        wait(Duration.ofNanos(engine().waitNanos(now)));
      }
    }
  }

  @Test
  void a_create_that_met_somebody_elses_document_is_rejected() throws Exception {
    conf.put("sluice.errors.max", "1");
    others = OtherAttempts.BESIDE;
    server.documents.put("a", "{\"a\":2}");
    add(Docs.of(Operation.CREATE, "a", "{\"a\":1}"));
    engine().flush();
    BulkRequest first = next();
    answer(first, server.apply(first));
    BulkRequest question = next();

    answer(question, server.compare(question));

    assertThat(rejected).hasSize(1);
    assertThat(engine().counts().rejected()).isEqualTo(1);
  }

  /** A create of a later attempt that has met a document; the question about it. */
  @Test
  void updates_count_as_what_became_of_their_documents() throws Exception {
    add(
        Docs.of(Operation.SCRIPT, "a", "{\"script\":\"\"}"),
        Docs.of(Operation.SCRIPT, "b", "{\"script\":\"\"}"),
        Docs.of(Operation.SCRIPT, "c", "{\"script\":\"\"}"));
    engine().flush();

    answer(
        next(),
        BulkReply.items(
            new short[] {200, 200, 200},
            new ItemResult[] {ItemResult.DELETED, ItemResult.NOOP, null},
            Map.of()));

    assertThat(engine().counts().toString())
        .isEqualTo(
            "3 given, 1 indexed, 1 deleted, 1 noop, 0 already there, 0 rejected, 0 outstanding");
    assertThat(engine().isIdle()).isTrue();
  }

  private BulkRequest question(String metIn) throws Exception {
    others = OtherAttempts.BEFORE;
    add(Docs.of(Operation.CREATE, "a", "{\"a\":1}"));
    engine().flush();
    answer(next(), conflict(metIn));
    return next();
  }

  private static BulkReply conflict(String metIn) {
    return BulkReply.items(new short[] {409}, Map.of(0, FakeServer.CONFLICT.in(metIn)));
  }

  private static BulkReply looked(int status) {
    return BulkReply.items(new short[] {(short) status}, Map.of());
  }

  private static BulkReply looked(int status, String type) {
    return BulkReply.items(new short[] {(short) status}, Map.of(0, BulkError.of(type, "why")));
  }

  private static String documents(BulkRequest question) throws Exception {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    question.writeDocumentsTo(out);
    return out.toString(java.nio.charset.StandardCharsets.UTF_8);
  }

  private void assertUnknown() {
    assertThat(engine().failure()).isEmpty();
    assertThat(engine().isIdle()).isTrue();
    assertThat(rejected).hasSize(1).allMatch(each -> each.unknown);
    assertThat(engine().counts().toString())
        .isEqualTo(
            "1 given, 0 indexed, 0 deleted, 0 already there, 0 rejected, 1 unknown, 0 outstanding");
  }

  @Test
  void a_create_whose_document_does_not_come_back_as_sent_is_unknown_and_costs_no_budget()
      throws Exception {
    answer(question(""), looked(409, "source_not_verbatim"));

    assertUnknown();
  }

  @Test
  void a_create_whose_document_nobody_may_look_at_is_unknown() throws Exception {
    BulkError error = BulkError.of("security_exception", "no privilege");

    answer(question("i"), BulkReply.refused(403, error, Duration.ZERO));

    assertUnknown();
  }

  @Test
  void a_document_that_an_alias_of_many_indices_hides_is_looked_for_in_the_index_of_the_conflict()
      throws Exception {
    BulkRequest question = question("logs-7");
    assertThat(documents(question)).isEqualTo("{\"docs\":[{\"_index\":\"i\",\"_id\":\"a\"}]}");
    answer(question, looked(500, "illegal_argument_exception"));

    BulkRequest there = next();
    assertThat(documents(there)).isEqualTo("{\"docs\":[{\"_index\":\"logs-7\",\"_id\":\"a\"}]}");
    answer(there, looked(200));

    assertThat(engine().counts().alreadyThere()).isEqualTo(1);
    assertThat(engine().isIdle()).isTrue();
  }

  @Test
  void conflicts_with_a_document_that_is_never_found_end_as_unknown_after_some_rounds()
      throws Exception {
    BulkRequest request = question("logs-7");
    int requests = 1;
    while (!engine().isIdle()) {
      boolean asks = request.kind == BulkRequest.Kind.COMPARE;
      answer(request, asks ? looked(404) : conflict("logs-7"));
      wait(Duration.ofMinutes(1));
      request = engine().next(now).orElse(request);
      requests++;
    }

    assertUnknown();
    assertThat(requests).isLessThan(12);
  }

  @Test
  void a_shard_that_stays_away_while_a_document_is_looked_for_fails_the_task_by_its_name()
      throws Exception {
    BulkRequest request = question("");
    for (int minute = 0; minute < 20 && !engine().failure().isPresent(); minute++) {
      answer(request, looked(500, "unavailable_shards_exception"));
      wait(Duration.ofMinutes(1));
      request = engine().next(now).orElse(request);
    }

    assertThat(engine().failure().get()).hasMessageContaining("unavailable_shards_exception");
  }

  @Test
  void a_document_that_was_gone_when_it_was_looked_for_is_created() throws Exception {
    BulkRequest question = question("");
    answer(question, looked(404));
    wait(Duration.ofMinutes(1));

    BulkRequest again = next();
    answer(again, server.apply(again));

    assertThat(engine().counts().indexed()).isEqualTo(1);
    assertThat(engine().isIdle()).isTrue();
  }

  @Test
  void documents_are_looked_at_in_portions() throws Exception {
    others = OtherAttempts.BEFORE;
    for (int i = 0; i < 150; i++) {
      server.documents.put("id" + i, "{}");
      add(Docs.of(Operation.CREATE, "id" + i, "{}"));
    }
    engine().flush();
    BulkRequest all = next();
    answer(all, server.apply(all));

    int asked = 0;
    for (Optional<BulkRequest> some = engine().next(now); some.isPresent(); ) {
      assertThat(some.get().items()).isLessThanOrEqualTo(64);
      asked += some.get().items();
      answer(some.get(), server.compare(some.get()));
      some = engine().next(now);
    }

    assertThat(asked).isEqualTo(150);
    assertThat(engine().counts().alreadyThere()).isEqualTo(150);
  }

  @Test
  void a_create_in_a_first_attempt_that_conflicts_is_rejected_without_a_question()
      throws Exception {
    conf.put("sluice.errors.max", "1");
    server.documents.put("a", "{\"a\":1}");
    add(Docs.of(Operation.CREATE, "a", "{\"a\":1}"));
    engine().flush();
    BulkRequest first = next();

    answer(first, server.apply(first));

    assertThat(rejected).hasSize(1);
  }

  @Test
  void a_create_that_yields_counts_as_already_there_when_it_conflicts() throws Exception {
    server.documents.put("a", "{\"a\":2}");
    byte[] source = "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    add(BulkAction.of(Operation.CREATE).id("a").ifAbsent().source(source, 0, 2).build());
    engine().flush();
    BulkRequest first = next();

    answer(first, server.apply(first));

    assertThat(rejected).isEmpty();
    assertThat(engine().counts().alreadyThere()).isEqualTo(1);
  }

  @Test
  void a_scripted_update_of_unknown_outcome_fails_the_task() throws Exception {
    add(Docs.of(Operation.SCRIPT, "a", "{\"script\":\"s\"}"));
    engine().flush();

    answer(next(), BulkReply.unknown("reset"));

    assertThat(engine().failure().get())
        .hasMessageContaining("document \"a\"")
        .hasMessageContaining("sluice.update.at-least-once=true");
  }

  @Test
  void a_scripted_update_is_sent_again_where_twice_is_allowed() throws Exception {
    conf.put("sluice.update.at-least-once", "true");
    add(Docs.of(Operation.SCRIPT, "a", "{\"script\":\"s\"}"));
    engine().flush();
    answer(next(), BulkReply.unknown("reset"));
    wait(Duration.ofMinutes(1));

    assertThat(ids(next())).containsExactly("a");
  }

  @Test
  void a_later_attempt_fails_before_it_sends_a_scripted_update() throws Exception {
    others = OtherAttempts.BEFORE;

    add(Docs.of(Operation.SCRIPT, "a", "{\"script\":\"s\"}"));
    engine().flush();

    assertThat(engine().next(now)).isEmpty();
    assertThat(engine().failure().get())
        .hasMessageContaining("earlier attempt")
        .hasMessageContaining("document \"a\"")
        .hasMessageContaining("sluice.update.at-least-once=true");
  }

  @Test
  void a_later_attempt_sends_scripted_updates_again_where_twice_is_allowed() throws Exception {
    conf.put("sluice.update.at-least-once", "true");
    others = OtherAttempts.BEFORE;
    add(Docs.of(Operation.SCRIPT, "a", "{\"script\":\"s\"}"));
    engine().flush();

    assertThat(ids(next())).containsExactly("a");
  }

  @Test
  void a_reply_with_another_number_of_items_is_no_answer() throws Exception {
    add(Docs.index("a"), Docs.index("b"));
    engine().flush();

    answer(next(), BulkReply.items(new short[] {201}, new HashMap<>()));
    wait(Duration.ofMinutes(1));

    assertThat(ids(next())).containsExactly("a", "b");
  }

  @Test
  void a_block_is_asked_about_slowly() throws Exception {
    add(Docs.index("a"));
    engine().flush();
    Map<Integer, BulkError> errors = new HashMap<>();
    errors.put(0, BulkError.of("cluster_block_exception", "flood stage"));

    answer(next(), BulkReply.items(new short[] {429}, errors));

    assertThat(engine().waitNanos(now)).isEqualTo(Duration.ofSeconds(30).toNanos());
  }

  @Test
  void a_hopeless_answer_fails_at_once() throws Exception {
    add(Docs.index("a"));
    engine().flush();

    answer(next(), BulkReply.refused(403, BulkError.of("security_exception", "no"), Duration.ZERO));

    assertThat(engine().failure().get())
        .hasMessageContaining("status 403, security_exception: no")
        .hasMessageContaining("privileges");
    assertThat(engine().next(now)).isEmpty();
  }

  @Test
  void a_hopeless_answer_for_one_document_names_it() throws Exception {
    add(Docs.index("a"), Docs.index("b"));
    engine().flush();
    Map<Integer, BulkError> errors = new HashMap<>();
    errors.put(1, BulkError.of("security_exception", "no"));

    answer(next(), BulkReply.items(new short[] {201, 403}, errors));

    assertThat(engine().failure().get())
        .hasMessageContaining("document \"b\" of index \"i\": security_exception: no");
  }

  @Test
  void open_batches_of_many_lanes_leave_half_of_the_memory_to_requests_in_flight()
      throws Exception {
    conf.put("sluice.bulk.memory", "1mb");
    conf.put("sluice.bulk.size", "150kb");
    lanes = byFirstLetter();

    Optional<BulkRequest> sealed = Optional.empty();
    for (char lane = 'a'; !sealed.isPresent(); lane++) {
      add(Docs.index(lane + "1", lane == 'b' ? 50_000 : 40_000));
      sealed = engine().next(now);
    }

    assertThat(ids(sealed.get())).containsExactly("b1");
    assertThat(engine().held()).isBetween(500L << 10, 700L << 10);
  }

  @Test
  void at_the_bound_the_fullest_batch_is_sealed_and_the_account_never_passes_it() throws Exception {
    conf.put("sluice.bulk.memory", "200kb");
    conf.put("sluice.bulk.size", "64kb");
    lanes = byFirstLetter();
    add(Docs.index("a1", 30_000), Docs.index("b1", 40_000));

    boolean taken = engine().add(Docs.index("c1", 40_000));
    assertThat(engine().held()).isLessThanOrEqualTo(200 << 10);
    taken |= engine().add(Docs.index("d1", 60_000));

    assertThat(taken).isTrue();
    assertThat(ids(next())).containsExactly("b1");
  }

  @Test
  void a_document_above_half_of_the_memory_is_too_large() throws Exception {
    conf.put("sluice.bulk.memory", "200kb");
    conf.put("sluice.bulk.size", "64kb");

    assertThat(engine().isTooLarge(Docs.index("a", 101 << 10))).isTrue();
    assertThat(engine().isTooLarge(Docs.index("a", 90 << 10))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "64kb, 32kb, none",
    "64kb, 32kb, gzip",
    "64kb, 1kb, gzip",
    "128kb, 64kb, gzip",
    "1mb, 512kb, gzip",
    "10mb, 5mb, none",
    "10mb, 5mb, gzip"
  })
  void documents_fit_whatever_the_memory_and_the_size_of_requests_are(
      String memory, String size, String compression) throws Exception {
    conf.put("sluice.bulk.memory", memory);
    conf.put("sluice.bulk.size", size);
    conf.put("sluice.compression", compression);
    long bound = DataSize.parse(memory).bytes();

    for (int i = 0; i < 200; i++) {
      BulkAction action = Docs.index("d" + i, i % 20 == 0 ? (int) (bound / 2 - 1_000) : 1_000);
      assertThat(engine().isTooLarge(action)).isFalse();
      while (!engine().add(action)) {
        BulkRequest request = next();
        answer(request, server.apply(request));
      }
      assertThat(engine().held()).isLessThanOrEqualTo(bound);
    }
  }

  @Test
  void rejections_beyond_the_budget_fail_with_the_first_errors() throws Exception {
    conf.put("sluice.errors.max", "1");
    add(
        Docs.of(Operation.INDEX, "a", "{\"poison\":1}"),
        Docs.of(Operation.INDEX, "b", "{\"poison\":1}"));
    engine().flush();
    BulkRequest request = next();

    answer(request, server.apply(request));

    assertThat(engine().failure().get())
        .hasMessage(
            "2 of 2 documents were rejected, over the limit sluice.errors.max = 1; the first"
                + " errors: document \"a\": document_parsing_exception: bad; document \"b\":"
                + " document_parsing_exception: bad");
  }

  @Test
  void equal_first_errors_are_named_once() throws Exception {
    conf.put("sluice.errors.max", "2");
    BulkError broken = BulkError.of("sluice_bad_id", "no field \"url\"");
    for (int i = 0; i < 2; i++) {
      engine().rejectedEarly(Docs.of(Operation.INDEX, null, "{}"), broken);
    }

    engine().rejectedEarly(Docs.of(Operation.INDEX, "a", "{}"), broken);

    assertThat(engine().failure().get())
        .hasMessageEndingWith(
            "; the first errors: a document without an id: sluice_bad_id: no field \"url\";"
                + " document \"a\": sluice_bad_id: no field \"url\"");
  }

  @Test
  void a_percentage_is_judged_at_the_end_when_documents_are_few() throws Exception {
    conf.put("sluice.errors.max", "2%");
    add(Docs.of(Operation.INDEX, "a", "{\"poison\":1}"));
    engine().flush();
    BulkRequest request = next();
    answer(request, server.apply(request));
    assertThat(engine().failure()).isEmpty();

    engine().end();

    assertThat(engine().failure()).isPresent();
  }
}
