package dev.sluice.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bulk.action.BulkError;
import dev.sluice.bulk.action.Operation;
import dev.sluice.json.JsonFormException;
import dev.sluice.testing.Docs;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

  private static BulkRequest request(int items, int failures) throws JsonFormException {
    Batch batch = new Batch(0, 0, new Outcomes(0), 1_000, 10_000, false, GrowingBytes.spares());
    for (int i = 0; i < items; i++) {
      Exchanges.append(Docs.index("id" + i), "i", i + 1, false, batch);
    }
    int[] all = java.util.stream.IntStream.range(0, items).toArray();
    RetryState retries = RetryState.NONE;
    for (int i = 0; i < failures; i++) {
      retries = retries.failed(0, 0, false);
    }
    return new BulkRequest(batch, all, BulkRequest.Kind.APPLY, 0, false, retries);
  }

  private static BulkReply refused(int status, String type) {
    return BulkReply.refused(status, BulkError.of(type, "why"), Duration.ZERO);
  }

  @Test
  void a_request_that_was_not_sent_is_resent() throws Exception {
    assertThat(Verdict.ofRequest(BulkReply.notSent("refused"), request(2, 0), true))
        .isEqualTo(Verdict.RESEND);
  }

  @Test
  void a_request_without_an_answer_is_resent_in_doubt() throws Exception {
    assertThat(Verdict.ofRequest(BulkReply.unknown("reset"), request(2, 0), true))
        .isEqualTo(Verdict.RESEND_IN_DOUBT);
  }

  @Test
  void an_unknown_authority_is_fatal() throws Exception {
    assertThat(Verdict.ofRequest(BulkReply.hopeless("authority"), request(2, 0), true))
        .isEqualTo(Verdict.FATAL);
  }

  @ParameterizedTest
  @CsvSource({
    "429, es_rejected_execution_exception, RESEND",
    "429, circuit_breaking_exception, RESEND",
    "429, cluster_block_exception, HOLD",
    "403, cluster_block_exception, HOLD",
    "403, security_exception, FATAL",
    "401, security_exception, FATAL",
    "404, index_not_found_exception, FATAL",
    "405, '', FATAL",
    "413, '', SPLIT",
    "400, action_request_validation_exception, SPLIT",
    "408, '', RESEND_IN_DOUBT",
    "500, null_pointer_exception, RESEND_IN_DOUBT",
    "502, '', RESEND_IN_DOUBT",
    "503, cluster_block_exception, RESEND_IN_DOUBT",
    "504, '', RESEND_IN_DOUBT",
  })
  void a_refused_request_is_judged_by_status_and_type(int status, String type, Verdict verdict)
      throws Exception {
    assertThat(Verdict.ofRequest(refused(status, type), request(2, 0), true)).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"413, ''", "400, action_request_validation_exception"})
  void a_single_document_that_is_too_big_is_rejected(int status, String type) throws Exception {
    assertThat(Verdict.ofRequest(refused(status, type), request(1, 0), true))
        .isEqualTo(Verdict.REJECT);
  }

  @Test
  void a_limit_of_a_breaker_below_the_request_splits_it_and_a_permanent_one_halves_it()
      throws Exception {
    BulkError breaker = BulkError.of("circuit_breaking_exception", "too large");
    BulkReply permanent =
        BulkReply.refused(429, breaker.withBreaker(1L << 40, true), Duration.ZERO);
    BulkReply small = BulkReply.refused(429, breaker.withBreaker(10, false), Duration.ZERO);
    BulkReply transientOne =
        BulkReply.refused(429, breaker.withBreaker(1L << 40, false), Duration.ZERO);

    assertThat(Verdict.ofRequest(permanent, request(2, 0), true)).isEqualTo(Verdict.RESEND_HALVED);
    assertThat(Verdict.ofRequest(permanent, request(1, 0), true)).isEqualTo(Verdict.RESEND);
    assertThat(Verdict.ofRequest(small, request(2, 0), true)).isEqualTo(Verdict.SPLIT);
    assertThat(Verdict.ofRequest(small, request(1, 0), true)).isEqualTo(Verdict.REJECT);
    assertThat(Verdict.ofRequest(transientOne, request(2, 0), true)).isEqualTo(Verdict.RESEND);
  }

  @Test
  void the_third_refusal_in_a_row_halves_and_a_single_document_goes_on_waiting() throws Exception {
    BulkReply busy = refused(429, "es_rejected_execution_exception");

    assertThat(Verdict.ofRequest(busy, request(2, 1), true)).isEqualTo(Verdict.RESEND);
    assertThat(Verdict.ofRequest(busy, request(2, 2), true)).isEqualTo(Verdict.RESEND_HALVED);
    assertThat(Verdict.ofRequest(busy, request(1, 2), true)).isEqualTo(Verdict.RESEND);
    assertThat(Verdict.ofRequest(busy, request(2, 2), false)).isEqualTo(Verdict.RESEND);
  }

  @ParameterizedTest
  @CsvSource({
    "INDEX, 201, '', INDEXED",
    "UPDATE, 200, '', INDEXED",
    "DELETE, 200, '', DELETED",
    "DELETE, 404, '', DELETED",
    "DELETE, 404, index_not_found_exception, REJECT",
    "INDEX, 404, index_not_found_exception, REJECT",
    "UPDATE, 404, document_missing_exception, REJECT",
    "INDEX, 404, shard_not_found_exception, RESEND_IN_DOUBT",
    "INDEX, 400, mapper_parsing_exception, REJECT",
    "INDEX, 400, document_parsing_exception, REJECT",
    "INDEX, 400, index_closed_exception, FATAL",
    "INDEX, 429, es_rejected_execution_exception, RESEND",
    "INDEX, 429, circuit_breaking_exception, RESEND",
    "INDEX, 429, cluster_block_exception, HOLD",
    "INDEX, 403, cluster_block_exception, HOLD",
    "INDEX, 403, security_exception, FATAL",
    "INDEX, 401, security_exception, FATAL",
    "INDEX, 503, unavailable_shards_exception, RESEND_IN_DOUBT",
    "INDEX, 500, node_closed_exception, RESEND_IN_DOUBT",
    "INDEX, 409, version_conflict_engine_exception, REJECT",
    "CREATE, 409, version_conflict_engine_exception, REJECT",
  })
  void an_item_is_judged_by_operation_status_and_type(
      Operation operation, int status, String type, Verdict verdict) {
    assertThat(Verdict.ofItem(operation, false, false, status, ItemResult.AS_ASKED, error(type)))
        .isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "SCRIPT, deleted, DELETED",
    "SCRIPT, noop, NOOP",
    "SCRIPT, updated, INDEXED",
    "UPDATE, noop, NOOP",
    "UPSERT, noop, NOOP",
    "INDEX, noop, NOOP",
    "CREATE, noop, NOOP",
    "INDEX, created, INDEXED",
    "INDEX, updated, INDEXED",
    "DELETE, deleted, DELETED",
    "DELETE, '', DELETED",
    "INDEX, '', INDEXED",
  })
  void an_item_that_was_applied_is_judged_by_its_result(
      Operation operation, String result, Verdict verdict) {
    assertThat(Verdict.ofItem(operation, false, false, 200, ItemResult.named(result), null))
        .isEqualTo(verdict);
  }

  @Test
  void a_document_in_the_failure_store_is_rejected_though_its_status_is_201() {
    assertThat(
            Verdict.ofItem(
                Operation.CREATE,
                false,
                true,
                201,
                ItemResult.AS_ASKED,
                BulkError.inFailureStore()))
        .isEqualTo(Verdict.REJECT);
  }

  @ParameterizedTest
  @CsvSource({"413, ''", "400, action_request_validation_exception"})
  void a_refused_request_that_may_be_applied_in_part_is_split_in_doubt(int status, String type)
      throws Exception {
    BulkReply reply = refused(status, type).perhapsInPart();

    assertThat(Verdict.ofRequest(reply, request(2, 0), true)).isEqualTo(Verdict.SPLIT_IN_DOUBT);
    assertThat(Verdict.ofRequest(reply, request(1, 0), true)).isEqualTo(Verdict.REJECT);
  }

  @ParameterizedTest
  @CsvSource({"CREATE, COMPARE", "UPDATE, RESEND", "UPSERT, RESEND", "INDEX, REJECT"})
  void a_conflict_in_doubt_may_be_our_own_doing(Operation operation, Verdict verdict) {
    BulkError conflict = error("version_conflict_engine_exception");

    assertThat(Verdict.ofItem(operation, false, true, 409, ItemResult.AS_ASKED, conflict))
        .isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"INDEX, true", "INDEX, false", "DELETE, false"})
  void a_conflict_of_external_versions_means_a_newer_copy_is_there(
      Operation operation, boolean inDoubt) {
    BulkError conflict = error("version_conflict_engine_exception");

    assertThat(Verdict.ofItem(operation, true, inDoubt, 409, ItemResult.AS_ASKED, conflict))
        .isEqualTo(Verdict.ALREADY_THERE);
  }

  private static BulkError error(String type) {
    return type.isEmpty() ? null : BulkError.of(type, "why");
  }
}
