package dev.sluice.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bulk.action.BulkError;
import dev.sluice.bulk.action.Operation;
import dev.sluice.json.JsonFormException;
import dev.sluice.testing.Docs;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {

  private static BulkError error(String type) {
    return type == null ? null : BulkError.of(type, "why");
  }

  @ParameterizedTest
  @CsvSource({
    "200, , OURS",
    "409, , ANOTHERS",
    "409, source_not_verbatim, UNKNOWN",
    "404, , MISSING",
    "500, unavailable_shards_exception, AWAY",
    "500, no_shard_available_action_exception, AWAY",
    "500, circuit_breaking_exception, AWAY",
    "500, illegal_argument_exception, UNKNOWN",
    "500, index_not_found_exception, UNKNOWN",
    "500, security_exception, UNKNOWN",
    "500, some_new_exception, UNREAD",
    "500, , UNREAD",
  })
  void a_document_is_judged_by_what_the_look_at_it_alone_found(
      int status, String type, Comparison comparison) {
    assertThat(Comparison.of(status, error(type), 0, true)).isEqualTo(comparison);
  }

  @ParameterizedTest
  @CsvSource({
    "404, ",
    "500, illegal_argument_exception",
    "500, index_not_found_exception",
    "500, security_exception",
    "500, some_new_exception",
  })
  void what_is_not_found_by_the_name_given_is_looked_for_where_the_conflict_was(
      int status, String type) {
    assertThat(Comparison.of(status, error(type), 0, false)).isEqualTo(Comparison.ELSEWHERE);
  }

  @ParameterizedTest
  @CsvSource({"404, ", "500, some_new_exception", "500, "})
  void looks_in_vain_come_to_an_end(int status, String type) {
    int looks = 0;
    while (Comparison.of(status, error(type), looks, true) != Comparison.UNKNOWN) {
      looks++;
    }

    assertThat(looks).isEqualTo(Comparison.MOST_LOOKS - 1);
  }

  @ParameterizedTest
  @CsvSource({
    "403, security_exception, 2, true",
    "404, index_not_found_exception, 2, true",
    "405, '', 2, true",
    "400, illegal_argument_exception, 1, true",
    "400, illegal_argument_exception, 2, false",
    "401, security_exception, 1, false",
    "403, cluster_block_exception, 1, false",
    "408, '', 1, false",
    "429, circuit_breaking_exception, 1, false",
    "503, '', 1, false",
  })
  void a_comparison_that_the_server_will_not_make_leaves_all_unknown(
      int status, String type, int items, boolean refused) throws Exception {
    BulkReply reply = BulkReply.refused(status, BulkError.of(type, "why"), Duration.ZERO);

    assertThat(Comparison.isRefused(reply, comparison(items))).isEqualTo(refused);
  }

  @Test
  void no_answer_at_all_is_no_refusal() throws Exception {
    assertThat(Comparison.isRefused(BulkReply.unknown("reset"), comparison(1))).isFalse();
    assertThat(Comparison.isRefused(BulkReply.notSent("away"), comparison(1))).isFalse();
  }

  private static BulkRequest comparison(int items) throws JsonFormException {
    Batch batch = new Batch(0, 0, new Outcomes(0), 1_000, 10_000, false, GrowingBytes.spares());
    for (int i = 0; i < items; i++) {
      Exchanges.append(Docs.of(Operation.CREATE, "id" + i, "{}"), "i", i + 1, true, batch);
    }
    int[] all = IntStream.range(0, items).toArray();
    return new BulkRequest(batch, all, BulkRequest.Kind.COMPARE, 0, false, RetryState.NONE);
  }
}
