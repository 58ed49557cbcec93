package dev.sluice.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.bulk.BrokenEngine;
import dev.sluice.io.VerifyCounter;
import dev.sluice.it.ElasticsearchServer;
import dev.sluice.it.Index;
import dev.sluice.it.Verification;
import dev.sluice.mapreduce.BrokenOutputFormat;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The suite tests itself: its ledger does not close over an engine that is broken. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class BrokenEngineFaultIT {

  private static final String BUSY = "es_rejected_execution_exception";

  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();
  private static final String SHARDS = "{\"settings\":{\"number_of_shards\":2}}";
  private static final Workload LOAD = Workload.of(600, Workload.Kind.IDS, Workload.Kind.IDS);

  @TempDir Path dir;

  private static IntFunction<BulkFault> often(BulkFault fault) {
    return number -> number % 3 == 1 ? fault : BulkFault.none();
  }

  private static void isSeen(FaultJob job, BrokenEngine engine, BulkFault fault, String words)
      throws Exception {
    try (ScriptedElasticsearch server = ScriptedElasticsearch.start(often(fault))) {
      FaultRun run =
          job.set(BrokenOutputFormat.ENGINE, engine.name())
              .format(BrokenOutputFormat.class)
              .run(server.url(), "scripted");

      assertThatThrownBy(() -> Ledger.closes(run, server.truth()))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining(words);
    }
  }

  @Test
  void an_engine_that_drops_requests_refused_with_429_is_seen() throws Exception {
    isSeen(
        FaultJob.named("broken: drops on 429"),
        BrokenEngine.DROPS_ON_429,
        BulkFault.refused(429, BUSY),
        "missing");
  }

  @Test
  void an_engine_that_drops_items_refused_with_429_is_seen() throws Exception {
    isSeen(
        FaultJob.named("broken: drops on item 429"),
        BrokenEngine.DROPS_ON_429,
        BulkFault.items(429, BUSY, item -> item.key().hashCode() % 3 == 0),
        "missing");
  }

  @Test
  void an_engine_that_does_not_resend_after_a_lost_reply_is_seen() throws Exception {
    isSeen(
        FaultJob.named("broken: no resend after a lost reply"),
        BrokenEngine.DOES_NOT_RESEND_AFTER_A_LOST_REPLY,
        BulkFault.resetUnapplied(),
        "missing");
  }

  @Test
  void an_engine_that_resends_without_the_id_rule_is_seen() throws Exception {
    isSeen(
        FaultJob.named(
                "broken: resends without the id rule",
                Workload.of(FaultJob.DOCUMENTS, Workload.Kind.NO_IDS, Workload.Kind.NO_IDS))
            .set("sluice.id.generate", "server"),
        BrokenEngine.RESENDS_WITHOUT_THE_ID_RULE,
        BulkFault.lostReply(),
        "doubled");
  }

  /**
   * Loads by a broken engine, and compares; the index itself says what the comparison must find.
   */
  private Map<String, String> compared(BrokenEngine engine, ProxyFault fault) throws Exception {
    FaultJob job =
        FaultJob.named("broken: " + engine, LOAD)
            .set(BrokenOutputFormat.ENGINE, engine.name())
            .format(BrokenOutputFormat.class);
    try (FaultProxy proxy = FaultProxy.before(SERVER.url());
        Index index = SERVER.index("broken").create(SHARDS)) {
      proxy.strike(number -> number % 3 == 1 ? fault : ProxyFault.NONE);
      job.run(proxy.url(), index.name());
      proxy.strike(number -> ProxyFault.NONE);

      Verification found =
          Verification.of(job.job(SERVER.url(), index.name()), dir.resolve(engine.name()));

      Set<String> missing = new TreeSet<>(LOAD.byId().keySet());
      RealIndex.of(SERVER.rest(), index.name()).documents().forEach(it -> missing.remove(it.id()));
      assertThat(found.count(VerifyCounter.MISSING)).isEqualTo(missing.size());
      assertThat(found.kinds().keySet()).containsAll(missing).isNotEmpty();
      return found.kinds();
    }
  }

  @Test
  void what_a_broken_engine_drops_is_named_by_verify() throws Exception {
    assertThat(compared(BrokenEngine.DROPS_ON_429, ProxyFault.BUSY).values())
        .containsOnly("MISSING");
    assertThat(
            compared(BrokenEngine.DOES_NOT_RESEND_AFTER_A_LOST_REPLY, ProxyFault.RESET_BEFORE)
                .values())
        .containsOnly("MISSING");
  }

  @Test
  void what_a_broken_engine_doubles_is_named_by_verify() throws Exception {
    assertThat(compared(BrokenEngine.RESENDS_TO_ANOTHER_SHARD, ProxyFault.RESET_AFTER).values())
        .contains("MISROUTED duplicate")
        .allMatch(kind -> kind.startsWith("MISROUTED"));
  }
}
