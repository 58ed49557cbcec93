package dev.sluice.fault;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.bulk.BrokenEngine;
import dev.sluice.mapreduce.BrokenOutputFormat;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The suite tests itself: its ledger does not close over an engine that is broken. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class BrokenEngineFaultIT {

  private static final String BUSY = "es_rejected_execution_exception";

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
}
