package dev.sluice.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Jobs against a server that follows a script. Every job has one task that writes documents with
 * ids, one without, one of creates, and one of many actions on few ids.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ScriptedFaultIT {

  private static final String BUSY = "es_rejected_execution_exception";

  /** The fault for one request in three; the others are applied. */
  private static IntFunction<BulkFault> often(BulkFault fault) {
    return number -> number % 3 == 1 ? fault : BulkFault.none();
  }

  /** The fault for the first requests; the later ones are applied. */
  private static IntFunction<BulkFault> first(int count, BulkFault fault) {
    return number -> number <= count ? fault : BulkFault.none();
  }

  private static void succeeds(String name, IntFunction<BulkFault> script) throws Exception {
    succeeds(FaultJob.named(name), script);
  }

  private static void succeeds(FaultJob job, IntFunction<BulkFault> script) throws Exception {
    try (ScriptedElasticsearch server = ScriptedElasticsearch.start(script)) {
      FaultRun run = job.run(server.url(), "scripted");

      Ledger.closes(run, server.truth());
      assertThat(run.counter("RESENT")).as("resent").isPositive();
    }
  }

  @Test
  void requests_refused_with_429_are_sent_again() throws Exception {
    succeeds("request 429", often(BulkFault.refused(429, BUSY)));
  }

  @Test
  void items_refused_with_429_are_sent_again_alone() throws Exception {
    succeeds(
        "item 429 for a subset",
        often(BulkFault.items(429, BUSY, item -> item.key().hashCode() % 3 == 0)));
  }

  @Test
  void requests_of_which_every_item_is_refused_are_sent_again() throws Exception {
    succeeds("item 429 for all", often(BulkFault.items(429, BUSY, item -> true)));
  }

  @Test
  void items_refused_for_ten_rounds_arrive_at_last() throws Exception {
    BulkFault fault = BulkFault.itemsRefusedTimes(429, BUSY, 10);
    succeeds(
        FaultJob.named("item 429 for ten rounds")
            .set("sluice.bulk.retry.cap", "50ms")
            .set("sluice.bulk.retry.timeout", "10m"),
        number -> fault);
  }

  @Test
  void items_of_unavailable_shards_are_sent_again() throws Exception {
    succeeds(
        "item 503",
        often(
            BulkFault.items(
                503, "unavailable_shards_exception", item -> item.key().hashCode() % 3 == 0)));
  }

  @Test
  void requests_refused_with_502_are_sent_again() throws Exception {
    succeeds("request 502", often(BulkFault.refusedByProxy(502)));
  }

  @Test
  void requests_refused_with_503_are_sent_again() throws Exception {
    succeeds("request 503", often(BulkFault.refused(503, "cluster_block_exception")));
  }

  @Test
  void requests_refused_with_504_are_sent_again_though_they_were_applied() throws Exception {
    succeeds(
        "request 504, applied",
        often(
            exchange -> {
              exchange.applyAll();
              BulkFault.refusedByProxy(504).meet(exchange);
            }));
  }

  @Test
  void a_retry_waits_as_long_as_the_server_asks_for() throws Exception {
    long[] refusedAt = new long[1];
    long[] nextAt = new long[1];
    IntFunction<BulkFault> script =
        number -> {
          if (number == 1) {
            refusedAt[0] = System.nanoTime();
            return BulkFault.refused(429, BUSY, "Retry-After", "2");
          }
          nextAt[0] = nextAt[0] == 0 ? System.nanoTime() : nextAt[0];
          return BulkFault.none();
        };

    succeeds(
        FaultJob.named("Retry-After", Workload.of(300, Workload.Kind.IDS))
            .set("sluice.bulk.in-flight", "1"),
        script);

    assertThat(Duration.ofNanos(nextAt[0] - refusedAt[0])).isGreaterThan(Duration.ofMillis(1900));
  }

  @Test
  void a_connection_reset_before_the_end_of_the_body_is_made_up_for() throws Exception {
    succeeds("reset in the body", often(BulkFault.resetBeforeTheEnd()));
  }

  @Test
  void a_request_that_was_not_applied_before_the_reset_is_sent_again() throws Exception {
    succeeds("reset after the body, not applied", often(BulkFault.resetUnapplied()));
  }

  @Test
  void a_request_whose_reply_is_lost_doubles_nothing() throws Exception {
    succeeds("applied, reply lost", often(BulkFault.lostReply()));
  }

  @Test
  void a_truncated_reply_doubles_nothing() throws Exception {
    succeeds("reply truncated", often(BulkFault.truncatedReply()));
  }

  @Test
  void a_reply_with_fewer_items_doubles_nothing() throws Exception {
    succeeds("reply with fewer items", often(BulkFault.fewerItems()));
  }

  @Test
  void a_reply_of_garbage_doubles_nothing() throws Exception {
    succeeds("200 with garbage", often(BulkFault.garbage()));
  }

  @Test
  void a_reply_that_comes_too_late_doubles_nothing() throws Exception {
    succeeds(
        FaultJob.named("reply slower than the timeout").set("sluice.http.timeout", "300ms"),
        first(8, BulkFault.slowReply(Duration.ofSeconds(2))));
  }

  @Test
  void a_reply_that_never_comes_doubles_nothing() throws Exception {
    succeeds(
        FaultJob.named("no reply at all").set("sluice.http.timeout", "300ms"),
        first(8, BulkFault.silence()));
  }

  @Test
  void requests_that_are_too_large_are_split() throws Exception {
    succeeds("413", number -> BulkFault.largerRefused(2_000));
  }

  @Test
  void requests_beyond_a_breaker_for_good_are_split() throws Exception {
    succeeds("circuit breaker, permanent", number -> BulkFault.breaker("PERMANENT", 2_000));
  }

  @Test
  void requests_larger_than_the_limit_of_a_breaker_are_split() throws Exception {
    succeeds("circuit breaker, over its limit", number -> BulkFault.breaker("TRANSIENT", 2_000));
  }

  @Test
  void requests_that_meet_a_tripped_breaker_are_sent_again() throws Exception {
    succeeds("circuit breaker, transient", first(12, BulkFault.trippedBreaker()));
  }

  @Test
  void a_server_that_stays_crowded_fails_the_job_with_its_answer() throws Exception {
    try (ScriptedElasticsearch server =
        ScriptedElasticsearch.start(
            number -> number <= 5 ? BulkFault.none() : BulkFault.refused(429, BUSY))) {
      FaultRun run =
          FaultJob.named("429 for ever")
              .set("sluice.bulk.retry.timeout", "1s")
              .run(server.url(), "scripted");

      Ledger.failed(run, server.truth(), "gave up", BUSY, "sluice.bulk.retry.timeout");
      assertThat(run.counter("REJECTED")).isZero();
    }
  }
}
