package dev.sluice.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.client.search.ReadShard;
import dev.sluice.client.search.SearchException;
import dev.sluice.config.Settings;
import dev.sluice.json.ByteSlice;
import dev.sluice.testing.ManualTicker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading a shard, over a fake of it. */
@Timeout(60)
class ShardReaderTest {

  private static final Duration WAIT = Duration.ofSeconds(30);

  private final Map<String, String> conf = new HashMap<>();
  private final ManualTicker ticker = ManualTicker.movedBySleepers();
  private ReadQuery query = ReadQuery.all();
  private ReadShard shard = ReadShard.of("pages", 3);
  private boolean reusing = true;

  private ShardReader start(FakeShard server) {
    Settings settings = Settings.from(conf::get);
    ReadOptions options = ReadOptions.read(settings);
    settings.check();
    PageArrays arrays = reusing ? PageArrays.reused(options) : PageArrays.fresh();
    return ShardReader.start(server, shard, query, options, arrays, ticker);
  }

  private List<String> idsOf(FakeShard server) throws Exception {
    List<String> ids = new ArrayList<>();
    try (ShardReader reader = start(server)) {
      while (reader.next(WAIT)) {
        ids.add(reader.hit().id().toString());
      }
      assertThat(reader.isEnded()).isTrue();
    }
    return ids;
  }

  private static String[] all(int documents) {
    return IntStream.range(0, documents).mapToObj(i -> "id-" + i).toArray(String[]::new);
  }

  private static long pages(FakeShard server) {
    return server.asked().stream().filter(body -> body.contains("_shard_doc")).count();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void every_document_comes_once(int streams) throws Exception {
    conf.put("sluice.read.streams", String.valueOf(streams));
    FakeShard server = FakeShard.of(9_001, 10);

    assertThat(idsOf(server)).containsExactlyInAnyOrder(all(9_001));

    assertThat(server.events()).containsExactly("opened pages _shards:3 PT5M", "closed pit-0");
  }

  private static boolean isOf(String id, ByteSlice source) {
    return source.toString().startsWith("{\"n\":" + id.substring("id-".length()) + ",");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void documents_stay_valid_unless_the_arrays_of_pages_are_used_again(boolean reused)
      throws Exception {
    reusing = reused;
    conf.put("sluice.read.memory", "128kb");
    FakeShard server = FakeShard.of(9_001, 10);
    Set<byte[]> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
    Map<String, ByteSlice> sources = new HashMap<>();
    int changed = 0;
    try (ShardReader reader = start(server)) {
      while (reader.next(WAIT)) {
        Hit hit = reader.hit();
        ByteSlice source = hit.source();
        assertThat(isOf(hit.id().toString(), source)).isTrue();
        arrays.add(source.array());
        sources.put(
            hit.id().toString(), ByteSlice.of(source.array(), source.offset(), source.length()));
      }
    }

    for (Map.Entry<String, ByteSlice> each : sources.entrySet()) {
      changed += isOf(each.getKey(), each.getValue()) ? 0 : 1;
    }
    assertThat(sources).hasSize(9_001);
    if (reused) {
      assertThat(changed).isPositive();
      assertThat(arrays.size()).isLessThan((int) pages(server) * 2 / 3);
    } else {
      assertThat(changed).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 700, 5_000})
  void no_more_documents_come_than_are_wanted(int limit) throws Exception {
    conf.put("sluice.read.limit", String.valueOf(limit));
    FakeShard server = FakeShard.of(5_000, 10);

    assertThat(idsOf(server)).hasSize(limit).doesNotHaveDuplicates();

    assertThat(server.events()).last().isEqualTo("closed pit-0");
  }

  @Test
  void progress_is_that_towards_the_limit() throws Exception {
    conf.put("sluice.read.limit", "4");
    try (ShardReader reader = start(FakeShard.of(100, 10))) {
      reader.next(WAIT);

      assertThat(reader.progress()).isEqualTo(0.25f);
    }
  }

  @Test
  void the_copy_that_the_user_prefers_goes_before_that_of_the_plan() throws Exception {
    shard = shard.withNode("n1", null, null);
    conf.put("sluice.read.preference", "_local");
    FakeShard server = FakeShard.of(1, 10);

    idsOf(server);

    assertThat(server.events()).first().isEqualTo("opened pages _shards:3|_local PT5M");
  }

  @Test
  void scores_are_those_of_the_query_whatever_filter_the_alias_has() throws Exception {
    shard = shard.withFilter("{\"term\":{\"a\":1}}");
    query = ReadQuery.all().matching("{\"match\":{\"b\":2}}").withScores();
    FakeShard server = FakeShard.of(1, 10);

    idsOf(server);

    assertThat(server.asked())
        .filteredOn(body -> body.contains("_shard_doc"))
        .isNotEmpty()
        .allSatisfy(
            body ->
                assertThat(body)
                    .contains("\"track_scores\":true")
                    .contains(
                        "{\"bool\":{\"must\":{\"match\":{\"b\":2}},"
                            + "\"filter\":{\"term\":{\"a\":1}}}}"));
  }

  @Test
  void a_shard_without_documents_is_at_its_end_at_once() throws Exception {
    FakeShard server = FakeShard.of(0, 0);

    assertThat(idsOf(server)).isEmpty();

    assertThat(pages(server)).isZero();
    assertThat(server.events()).endsWith("closed pit-0");
  }

  @Test
  void few_documents_are_read_in_one_slice() throws Exception {
    conf.put("sluice.read.streams", "8");
    FakeShard server = FakeShard.of(10, 10);

    assertThat(idsOf(server)).containsExactly(all(10));

    assertThat(server.asked()).noneMatch(body -> body.contains("slice"));
  }

  @Test
  void it_is_asked_by_the_newest_id() throws Exception {
    conf.put("sluice.read.streams", "1");
    FakeShard server = FakeShard.of(1_500, 10).renaming();

    assertThat(idsOf(server)).containsExactly(all(1_500));

    assertThat(server.events()).last().isEqualTo("closed pit-" + server.asked().size());
  }

  @Test
  void a_request_says_all_that_it_must() throws Exception {
    conf.put("sluice.read.streams", "1");
    query = query.matching("{\"term\":{\"a\":1}}").withFields(List.of("a", "b.*")).withVersions();
    shard = shard.withFilter("{\"term\":{\"b\":2}}").withNode("n1", null, null).withWindow(7);
    FakeShard server = FakeShard.of(3, 10);

    idsOf(server);

    String which = ",\"query\":{\"bool\":{\"filter\":[{\"term\":{\"a\":1}},{\"term\":{\"b\":2}}]}}";
    String pit = "{\"pit\":{\"id\":\"pit-0\",\"keep_alive\":\"300000ms\"},";
    String page =
        pit
            + "\"size\":7,\"track_total_hits\":false,\"sort\":[{\"_shard_doc\":\"asc\"}]"
            + which
            + ",\"_source\":[\"a\",\"b.*\"],\"version\":true,\"seq_no_primary_term\":true";
    assertThat(server.asked())
        .containsExactly(
            pit + "\"size\":0,\"track_total_hits\":true" + which + "}",
            page + "}",
            page + ",\"search_after\":[2]}");
    assertThat(server.events()).first().asString().contains("_shards:3|_prefer_nodes:n1");
  }

  @ParameterizedTest
  @EnumSource(
      value = SearchException.Kind.class,
      names = {"AGAIN", "BUSY", "TOO_LARGE"})
  void what_may_pass_is_asked_again_at_the_same_place(SearchException.Kind kind) throws Exception {
    conf.put("sluice.read.streams", "1");
    FakeShard server =
        FakeShard.of(2_000, 10)
            .then(FakeShard.passes())
            .then(FakeShard.fails(kind, "not now"))
            .then(FakeShard.fails(kind, "not now"));

    assertThat(idsOf(server)).containsExactly(all(2_000));

    List<String> places =
        server.asked().stream()
            .filter(body -> body.contains("search_after"))
            .map(body -> body.replaceAll(".*search_after", ""))
            .toList();
    assertThat(places.get(1)).isEqualTo(places.get(0));
    assertThat(places.get(2)).isEqualTo(places.get(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"failed\":1", "\"timed_out\":true", "cut short", "not JSON"})
  void less_than_all_is_no_answer(String spoilt) throws Exception {
    FakeShard server =
        FakeShard.of(3_000, 10).then(FakeShard.passes()).then(reply -> spoil(reply, spoilt));

    assertThat(idsOf(server)).containsExactlyInAnyOrder(all(3_000));
  }

  private static String spoil(String reply, String how) {
    return switch (how) {
      case "\"failed\":1" -> reply.replace("\"failed\":0", how);
      case "\"timed_out\":true" -> reply.replace("\"timed_out\":false", how);
      case "cut short" -> reply.substring(0, reply.length() / 2);
      default -> "<html>";
    };
  }

  @Test
  void a_lost_point_in_time_fails_the_reading_and_is_closed() {
    FakeShard server =
        FakeShard.of(3_000, 10)
            .then(FakeShard.passes())
            .then(FakeShard.fails(SearchException.Kind.LOST, "no search context"));

    assertThatThrownBy(() -> idsOf(server))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("point in time on shard 3 of pages is lost")
        .hasMessageContaining("no search context");

    assertThat(server.events()).endsWith("closed pit-0");
  }

  @Test
  void what_nobody_mends_by_asking_again_fails_at_once() {
    FakeShard server =
        FakeShard.of(10, 10).then(FakeShard.fails(SearchException.Kind.HOPELESS, "403"));

    assertThatThrownBy(() -> idsOf(server)).hasMessage("Reading shard 3 of pages failed: 403");

    assertThat(pages(server)).isEqualTo(1);
  }

  @Test
  void after_too_long_it_gives_up() {
    conf.put("sluice.read.retry.timeout", "1m");
    FakeShard server = FakeShard.of(10, 10);
    IntStream.range(0, 1_000)
        .forEach(i -> server.then(FakeShard.fails(SearchException.Kind.AGAIN, "503")));

    assertThatThrownBy(() -> idsOf(server))
        .hasMessageContaining("failed after")
        .hasMessageContaining("sluice.read.retry.timeout=60s")
        .hasMessageEndingWith("503");

    assertThat(ticker.passedNanos()).isBetween(Duration.ofSeconds(60).toNanos(), 120_000_000_000L);
  }

  @Test
  void a_wait_that_the_server_asks_for_is_kept() throws Exception {
    FakeShard server =
        FakeShard.of(10, 10)
            .then(
                reply -> {
                  throw SearchException.of(SearchException.Kind.BUSY, "429")
                      .retryAfter(Duration.ofSeconds(77));
                });

    idsOf(server);

    assertThat(ticker.passedNanos()).isGreaterThanOrEqualTo(Duration.ofSeconds(77).toNanos());
  }

  private FakeShard askingForWaits(int times, Duration wait) {
    FakeShard server = FakeShard.of(10, 10);
    for (int i = 0; i < times; i++) {
      server.then(
          reply -> {
            throw SearchException.of(SearchException.Kind.BUSY, "429").retryAfter(wait);
          });
    }
    return server;
  }

  @Test
  void no_wait_is_so_long_that_the_point_in_time_would_be_lost() throws Exception {
    conf.put("sluice.read.keep-alive", "1m");

    idsOf(askingForWaits(1, Duration.ofDays(1)));

    assertThat(ticker.passedNanos()).isBetween(1L, Duration.ofSeconds(31).toNanos());
  }

  @Test
  void no_wait_ends_after_the_time_to_give_up() {
    conf.put("sluice.read.retry.timeout", "90s");
    conf.put("sluice.read.keep-alive", "1h");

    assertThatThrownBy(() -> idsOf(askingForWaits(1_000, Duration.ofHours(1))))
        .hasMessageContaining("failed after 2 consecutive failures");

    assertThat(ticker.passedNanos()).isBetween(1L, Duration.ofSeconds(92).toNanos());
  }

  @Test
  void a_page_that_is_merely_too_large_is_no_failure() throws Exception {
    conf.put("sluice.read.retry.timeout", "0s");
    conf.put("sluice.read.memory", "64kb");
    conf.put("sluice.read.page.size", "1kb");
    FakeShard server = FakeShard.of(2_000, 3_000);
    ReadCounts counts;

    try (ShardReader reader = start(server)) {
      while (reader.next(WAIT)) {
        ticker.advance(Duration.ofSeconds(1));
      }
      counts = reader.counts();
    }

    assertThat(counts.documents()).isEqualTo(2_000);
    assertThat(counts.retries()).isZero();
  }

  @Test
  void a_document_that_is_too_large_alone_is_not_asked_for_for_ever() {
    conf.put("sluice.read.retry.timeout", "1m");
    FakeShard server = FakeShard.of(10, 10);
    IntStream.range(0, 1_000)
        .forEach(i -> server.then(FakeShard.fails(SearchException.Kind.TOO_LARGE, "2 GB")));

    assertThatThrownBy(() -> idsOf(server)).hasMessageContaining("failed after");
  }

  @Test
  void another_number_of_documents_than_was_told_fails_the_reading() {
    FakeShard server = FakeShard.of(2_500, 10).hiding(1);

    assertThatThrownBy(() -> idsOf(server))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has 2501 documents, but 2500 were read");
  }

  @Test
  void a_document_of_any_size_is_read_and_small_ones_come_many_at_a_time() throws Exception {
    conf.put("sluice.read.memory", "256kb");
    conf.put("sluice.read.page.size", "16kb");
    FakeShard server = FakeShard.of(6_000, 2);
    server.replace(3_500, "{\"f\":\"" + "y".repeat(1_000_000) + "\"}");

    assertThat(idsOf(server)).containsExactlyInAnyOrder(all(6_000));

    assertThat(server.asked()).anyMatch(body -> body.contains("\"size\":1,"));
    assertThat(pages(server)).isLessThan(100);
  }

  @Test
  void the_next_page_is_asked_for_before_this_one_is_cut() throws Exception {
    conf.put("sluice.read.streams", "1");
    CountDownLatch second = new CountDownLatch(1);
    FakeShard server =
        FakeShard.of(1_500, 10)
            .then(FakeShard.passes())
            .then(
                reply -> {
                  second.countDown();
                  return reply;
                });

    try (ShardReader reader = start(server)) {
      assertThat(reader.next(WAIT)).isTrue();

      assertThat(second.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(reader.counts().documents()).isEqualTo(1);
    }
  }

  @Test
  void while_the_reader_is_slow_no_more_is_held_than_allowed_and_the_point_in_time_is_kept()
      throws Exception {
    conf.put("sluice.read.keep-alive", "1s");
    conf.put("sluice.read.memory", "128kb");
    conf.put("sluice.read.page.size", "16kb");
    FakeShard server = FakeShard.of(5_000, 100);
    List<String> ids = new ArrayList<>();

    try (ShardReader reader = start(server)) {
      reader.next(WAIT);
      ids.add(reader.hit().id().toString());
      for (int i = 0; i < 3; i++) {
        do {
          ticker.advance(Duration.ofMillis(300));
        } while (!server.isExtendedWithin(Duration.ofMillis(500)));
      }
      long pages = reader.counts().pages();
      assertThat(reader.counts().bytes()).isLessThan(3 * 128 * 1024);
      while (reader.next(WAIT)) {
        ids.add(reader.hit().id().toString());
      }

      assertThat(reader.counts().pages()).isGreaterThan(pages);
      assertThat(reader.counts().extensions()).isGreaterThanOrEqualTo(3);
    }
    assertThat(ids).containsExactlyInAnyOrder(all(5_000));
  }

  @Test
  void closed_in_mid_read_it_leaves_no_thread_and_no_point_in_time() throws Exception {
    conf.put("sluice.read.memory", "64kb");
    FakeShard server = FakeShard.of(50_000, 100);
    ShardReader reader = start(server);
    reader.next(WAIT);

    reader.close();
    reader.close();

    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("sluice-read-"));
    assertThat(server.isAborted()).isTrue();
    assertThat(server.events()).filteredOn(event -> event.startsWith("closed")).hasSize(1);
  }

  @Test
  void closed_while_its_own_thread_closes_the_point_in_time_it_leaves_none() throws Exception {
    CountDownLatch closing = new CountDownLatch(1);
    FakeShard server =
        FakeShard.of(10, 10)
            .closing(
                reply -> {
                  closing.countDown();
                  return never();
                });
    ShardReader reader = start(server);
    closing.await();

    reader.close();

    assertThat(server.events()).endsWith("closed pit-0");
  }

  @Test
  void a_point_in_time_that_a_node_does_not_close_is_closed_by_the_next_request() throws Exception {
    FakeShard server =
        FakeShard.of(10, 10).closing(FakeShard.fails(SearchException.Kind.AGAIN, "503"));

    assertThat(idsOf(server)).hasSize(10);

    assertThat(server.events()).endsWith("closed pit-0");
  }

  private static String never() throws InterruptedException {
    new Semaphore(0).acquire();
    throw new AssertionError("nobody releases it");
  }

  @Test
  void closed_while_it_waits_for_an_answer_it_comes_back() throws Exception {
    Semaphore never = new Semaphore(0);
    CountDownLatch waiting = new CountDownLatch(1);
    FakeShard server =
        FakeShard.of(10, 10)
            .then(
                reply -> {
                  waiting.countDown();
                  never.acquire();
                  return reply;
                });
    ShardReader reader = start(server);
    waiting.await();

    assertThat(reader.next(Duration.ofMillis(1))).isFalse();
    assertThat(reader.isEnded()).isFalse();
    reader.close();

    assertThat(server.events()).endsWith("closed pit-0");
  }

  @Test
  void progress_is_what_was_handed_over_of_the_whole() throws Exception {
    try (ShardReader reader = start(FakeShard.of(400, 10))) {
      float before = reader.progress();
      for (int i = 0; i < 100; i++) {
        reader.next(WAIT);
      }
      float quarter = reader.progress();
      while (reader.next(WAIT)) {
        assertThat(reader.progress()).isLessThanOrEqualTo(1);
      }

      assertThat(before).isZero();
      assertThat(quarter).isEqualTo(0.25f);
      assertThat(reader.progress()).isEqualTo(1);
    }
  }

  @Test
  void whatever_goes_wrong_on_the_way_every_document_comes_once() throws Exception {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      int documents = random.nextInt(6_000);
      conf.put("sluice.read.streams", String.valueOf(1 + random.nextInt(6)));
      conf.put("sluice.read.memory", (64 + random.nextInt(1_000)) + "kb");
      conf.put("sluice.read.page.size", (1 + random.nextInt(64)) + "kb");
      FakeShard server = FakeShard.of(documents, random.nextInt(200));
      for (int i = random.nextInt(30); i > 0; i--) {
        server.then(fault(random.nextInt(6)));
      }

      assertThat(idsOf(server)).as("seed %s", seed).containsExactlyInAnyOrder(all(documents));
    }
  }

  private static FakeShard.Fault fault(int number) {
    return switch (number) {
      case 0 -> FakeShard.fails(SearchException.Kind.AGAIN, "503");
      case 1 -> FakeShard.fails(SearchException.Kind.BUSY, "429");
      case 2 -> reply -> spoil(reply, "cut short");
      case 3 -> reply -> spoil(reply, "\"failed\":1");
      default -> FakeShard.passes();
    };
  }
}
