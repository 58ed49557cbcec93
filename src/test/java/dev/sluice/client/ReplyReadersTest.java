package dev.sluice.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.bulk.BulkReply;
import dev.sluice.bulk.BulkRequest;
import dev.sluice.bulk.Exchanges;
import dev.sluice.client.bulk.BulkReplyReader;
import dev.sluice.client.bulk.MultiGetReader;
import dev.sluice.client.http.RetryAfter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyReadersTest {

  private static BulkReply bulk(String json, int items) throws IOException {
    return BulkReplyReader.read(new ByteArrayInputStream(json.getBytes(UTF_8)), items);
  }

  private static BulkReply documents(String json, String... sources) throws IOException {
    BulkRequest request = Exchanges.indexing(false, sources);
    return MultiGetReader.read(new ByteArrayInputStream(json.getBytes(UTF_8)), request).reply();
  }

  @Test
  void each_item_keeps_its_place_and_its_error() throws IOException {
    BulkReply reply =
        bulk(
            "{\"took\":3,\"errors\":true,\"items\":[{\"index\":{\"status\":201}},"
                + "{\"create\":{\"status\":400,\"error\":{\"type\":\"document_parsing_exception\","
                + "\"reason\":\"[1:5] no\",\"caused_by\":{\"type\":\"x\",\"reason\":\"y\"}}}},"
                + "{\"delete\":{\"_id\":\"a\",\"_shards\":{\"total\":[1]},\"status\":404}}]}",
            3);

    assertThat(Exchanges.kind(reply)).isEqualTo("ITEMS");
    assertThat(Exchanges.tookNanos(reply)).isEqualTo(3_000_000);
    assertThat(Exchanges.statuses(reply)).containsExactly(201, 400, 404);
    assertThat(Exchanges.error(reply, 0)).isEmpty();
    assertThat(Exchanges.error(reply, 1)).isEqualTo("document_parsing_exception: [1:5] no (x: y)");
    assertThat(Exchanges.error(reply, 2)).isEmpty();
  }

  @Test
  void a_document_that_went_into_the_failure_store_has_an_error() throws IOException {
    BulkReply reply =
        bulk(
            "{\"items\":[{\"create\":{\"failure_store\":\"used\",\"status\":201}},"
                + "{\"create\":{\"status\":201}},"
                + "{\"create\":{\"status\":400,\"failure_store\":\"not_enabled\","
                + "\"error\":{\"type\":\"t\",\"reason\":\"r\"}}},"
                + "{\"create\":{\"status\":201,\"failure_store\":\"not_applicable_or_unknown\"}}]}",
            4);

    assertThat(Exchanges.error(reply, 0)).startsWith("document_in_failure_store: ");
    assertThat(Exchanges.error(reply, 1)).isEmpty();
    assertThat(Exchanges.error(reply, 2)).isEqualTo("t: r");
    assertThat(Exchanges.error(reply, 3)).isEmpty();
  }

  @Test
  void a_long_reason_is_shortened() throws IOException {
    String reason = "r".repeat(5_000);
    BulkReply reply =
        bulk(
            "{\"items\":[{\"index\":{\"status\":400,\"error\":{\"type\":\"t\",\"reason\":\""
                + reason
                + "\"}}}]}",
            1);

    assertThat(Exchanges.error(reply, 0)).hasSizeLessThan(1_100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "null",
        "<html>It works!</html>",
        "{\"items\":[]}",
        "{\"items\":{}}",
        "{\"items\":[{\"index\":{\"status\":201}}]}",
        "{\"items\":[{\"index\":{\"status\":201}},{\"index\":{\"status\":201}}]",
        "{\"items\":[{\"index\":{\"status\":201}},{\"index\":{\"sta",
        "{\"items\":[{\"index\":{\"status\":201}},{\"index\":{}}]}",
        "{\"items\":[{\"index\":{\"status\":201}},{\"index\":{\"status\":\"good\"}}]}",
        "{\"items\":[{\"index\":{\"status\":201}},{\"index\":{\"status\":99999}}]}",
        "{\"items\":[{\"index\":{\"status\":201}},{\"index\":{\"status\":201}},{\"index\":{\"status\":201}}]}",
        "{\"items\":[{\"index\":{\"status\":201}},{\"index\":{\"status\":201}}]} {}",
      })
  void what_is_not_the_whole_answer_is_no_answer(String reply) {
    assertThatThrownBy(() -> bulk(reply, 2))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the reply is");
  }

  @Test
  void a_document_is_the_same_only_byte_for_byte() throws IOException {
    BulkReply reply =
        documents(
            "{\"docs\":[{\"_index\":\"p\",\"_id\":\"0\",\"found\":true,\"_source\":{\"ä\":[1,"
                + " {}]}},{\"_id\":\"1\",\"found\":true,\"_source\": {\"a\": 1}},"
                + "{\"_id\":\"2\",\"found\":false},"
                + "{\"_id\":\"3\",\"_source\":{\"b\":\"}\"},\"found\":true},"
                + "{\"_id\":\"4\",\"found\":true},"
                + "{\"_id\":\"5\",\"error\":{\"type\":\"index_not_found_exception\",\"reason\":\"\"}}]}",
            "{\"ä\":[1, {}]}",
            "{\"a\":1}",
            "{\"a\":1}",
            "{\"b\":\"}\"}",
            "{\"a\":1}",
            "{\"a\":1}");

    assertThat(Exchanges.statuses(reply)).containsExactly(200, 409, 404, 200, 409, 500);
  }

  @Test
  void a_document_that_could_not_be_looked_up_says_why_and_the_others_are_compared()
      throws IOException {
    BulkReply reply =
        documents(
            "{\"docs\":[{\"_id\":\"0\",\"error\":"
                + "{\"type\":\"illegal_argument_exception\",\"reason\":\"two indices\"}},"
                + "{\"_id\":\"1\",\"found\":true,\"_source\":{}}]}",
            "{}",
            "{}");

    assertThat(Exchanges.kind(reply)).isEqualTo("ITEMS");
    assertThat(Exchanges.statuses(reply)).containsExactly(500, 200);
    assertThat(Exchanges.error(reply, 0)).isEqualTo("illegal_argument_exception: two indices");
  }

  @Test
  void another_number_of_documents_is_no_answer() {
    assertThatThrownBy(() -> documents("{\"docs\":[]}", "{}")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> documents("{\"docs\":[{\"found\":false},{\"found\":false}]}", "{}"))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0",
        "120 | 120",
        "99999999 | 86400",
        "soon | 0",
        "-5 | 0",
        "Sun, 09 Sep 2001 01:46:50 GMT | 10",
        "Sun, 09 Sep 2001 01:46:30 GMT | 0"
      })
  void retry_after_is_seconds_or_a_date(String header, long seconds) {
    assertThat(RetryAfter.parse(header, 1_000_000_000_000L)).isEqualTo(Duration.ofSeconds(seconds));
  }
}
