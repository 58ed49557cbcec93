package dev.sluice.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.it.ElasticsearchServer;
import dev.sluice.it.Index;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Jobs on a real server whose index somebody changes in mid-load, or does not take everything. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class IndexFaultIT {

  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();

  /** So many requests pass before something happens. */
  private static final int MIDDLE = 10;

  private static final String STRICT =
      "{\"settings\":{\"number_of_shards\":2,\"number_of_replicas\":0},"
          + "\"mappings\":{\"properties\":{\"strict\":{\"type\":\"long\"}}}}";

  /** Something that befalls the index. */
  private interface Event {
    void befall(Index index) throws Exception;
  }

  private static FaultRun run(FaultJob job, FaultProxy proxy, Index index, Event event)
      throws Exception {
    proxy.when(
        number -> {
          if (number == MIDDLE) {
            event.befall(index);
          }
        });
    FaultRun run = job.run(proxy.url(), index.name());
    assertThat(proxy.bulks()).isGreaterThanOrEqualTo(MIDDLE);
    assertThat(proxy.acknowledged()).as("acknowledged before it").isNotEmpty();
    return run;
  }

  private static void put(Index index, String settings) {
    SERVER.rest().put("/" + index.name() + "/_settings", settings);
  }

  private static void outlivesBlock(String name, String block) throws Exception {
    try (FaultProxy proxy = FaultProxy.before(SERVER.url());
        Index index = SERVER.index("blocked").create(STRICT)) {
      Event event =
          it -> {
            put(it, "{\"" + block + "\":true}");
            CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS)
                .execute(() -> put(it, "{\"" + block + "\":null}"));
          };

      FaultRun run = run(FaultJob.named(name), proxy, index, event);

      Ledger.closes(run, RealIndex.of(SERVER.rest(), index.name()));
      assertThat(run.counter("RESENT")).isPositive();
    }
  }

  @Test
  void a_write_block_that_is_lifted_is_waited_for() throws Exception {
    outlivesBlock("write block, lifted", "index.blocks.write");
  }

  @Test
  void a_read_only_block_that_is_lifted_is_waited_for() throws Exception {
    outlivesBlock("read-only block, lifted", "index.blocks.read_only");
  }

  @Test
  void a_flood_stage_block_that_is_lifted_is_waited_for() throws Exception {
    outlivesBlock("flood-stage block, lifted", "index.blocks.read_only_allow_delete");
  }

  @Test
  void a_block_that_stays_fails_the_job_and_is_named() throws Exception {
    try (FaultProxy proxy = FaultProxy.before(SERVER.url());
        Index index = SERVER.index("blocked").create(STRICT)) {
      FaultJob job =
          FaultJob.named("flood-stage block that stays").set("sluice.bulk.retry.timeout", "1s");

      FaultRun run =
          run(job, proxy, index, it -> put(it, "{\"index.blocks.read_only_allow_delete\":true}"));

      put(index, "{\"index.blocks.read_only_allow_delete\":null}");
      Ledger.failed(
          run,
          RealIndex.of(SERVER.rest(), index.name(), proxy),
          "gave up",
          "cluster_block_exception");
    }
  }

  @Test
  void an_index_closed_in_mid_load_fails_the_job_at_once() throws Exception {
    try (FaultProxy proxy = FaultProxy.before(SERVER.url());
        Index index = SERVER.index("closed").create(STRICT)) {
      FaultRun run =
          run(
              FaultJob.named("index closed"),
              proxy,
              index,
              it -> SERVER.rest().post("/" + it.name() + "/_close", ""));

      SERVER.rest().post("/" + index.name() + "/_open?wait_for_active_shards=1", "");
      Ledger.failed(
          run,
          RealIndex.of(SERVER.rest(), index.name(), proxy),
          "index_closed_exception",
          "a retry cannot succeed");
    }
  }

  @Test
  void an_index_deleted_in_mid_load_and_made_anew_fails_the_job() throws Exception {
    try (FaultProxy proxy = FaultProxy.before(SERVER.url());
        Index index = SERVER.index("replaced").create(STRICT)) {
      FaultJob job =
          FaultJob.named("index deleted, made anew by auto-create")
              .set("sluice.errors.max", Integer.toString(FaultJob.DOCUMENTS));

      FaultRun run = run(job, proxy, index, it -> SERVER.rest().delete("/" + it.name()));

      // What was acknowledged before went with the index, which is what the message says.
      Ledger.failed(run, RealIndex.of(SERVER.rest(), index.name()), "was deleted", "recreated");
    }
  }

  @Test
  void a_document_that_does_not_fit_the_mapping_fails_the_job_by_default() throws Exception {
    try (FaultProxy proxy = FaultProxy.before(SERVER.url());
        Index index = SERVER.index("strict").create(STRICT)) {
      FaultJob job = FaultJob.named("1 % conflicts, errors.max 0", conflicts(100));

      FaultRun run = job.run(proxy.url(), index.name());

      Ledger.failed(
          run,
          RealIndex.of(SERVER.rest(), index.name(), proxy),
          "sluice.errors.max = 0",
          "parsing_exception");
    }
  }

  private static Workload conflicts(int oneIn) {
    return Workload.withBadOnes(FaultJob.DOCUMENTS, 2, oneIn);
  }

  @Test
  void documents_that_do_not_fit_are_kept_within_the_budget() throws Exception {
    try (Index index = SERVER.index("strict").create(STRICT)) {
      FaultJob job =
          FaultJob.named("1 % conflicts, errors.max 2%", conflicts(100))
              .set("sluice.errors.max", "2%");

      FaultRun run = job.run(SERVER.url(), index.name());

      Ledger.closes(run, RealIndex.of(SERVER.rest(), index.name()));
      assertThat(run.counter("REJECTED")).isEqualTo(job.load().bad().size()).isPositive();
    }
  }

  @Test
  void more_documents_that_do_not_fit_than_the_budget_fail_the_job() throws Exception {
    try (FaultProxy proxy = FaultProxy.before(SERVER.url());
        Index index = SERVER.index("strict").create(STRICT)) {
      FaultJob job =
          FaultJob.named("5 % conflicts, errors.max 2%", conflicts(20))
              .set("sluice.errors.max", "2%");

      FaultRun run = job.run(proxy.url(), index.name());

      Ledger.failed(
          run,
          RealIndex.of(SERVER.rest(), index.name(), proxy),
          "sluice.errors.max = 2%",
          "were rejected");
    }
  }
}
