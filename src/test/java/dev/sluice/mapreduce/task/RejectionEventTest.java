package dev.sluice.mapreduce.task;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.Settings;
import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonFormException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RejectionEventTest {

  private static final String LINE =
      "{\"_index\":\"pages\",\"_id\":\"1\",\"_routing\":\"r\",\"op\":\"index\","
          + "\"error\":{\"type\":\"mapper_parsing_exception\",\"reason\":\"failed \\\"x\\\"\"},"
          + "\"task\":\"attempt_17_0042_m_000007_0\",\"time\":\"2026-01-02T03:04:05Z\","
          + "\"_source\":{\"x\":\"é\"}}";

  private static String event(String line, Map<String, String> settings) throws JsonFormException {
    ErrorOptions options = ErrorOptions.read(Settings.from(settings::get));
    byte[] bytes = line.getBytes(UTF_8);
    ByteArray event = new RejectionEvent(options).of(bytes, bytes.length);
    return new String(event.array(), 0, event.length(), UTF_8);
  }

  @Test
  void an_event_has_the_error_and_the_lines_of_the_request() throws JsonFormException {
    assertThat(event(LINE, Map.of()))
        .startsWith(
            "{\"@timestamp\":\"2026-01-02T03:04:05Z\",\"message\":\"A document was rejected\","
                + "\"host\":{\"name\":\"")
        .endsWith(
            "\"error\":{\"code\":\"mapper_parsing_exception\",\"message\":\"failed \\\"x\\\"\"},"
                + "\"event\":{\"category\":\"error\",\"type\":\"bulk_failure\","
                + "\"raw\":\"{\\\"index\\\":{\\\"_index\\\":\\\"pages\\\",\\\"_id\\\":\\\"1\\\","
                + "\\\"routing\\\":\\\"r\\\"}}\\n{\\\"x\\\":\\\"é\\\"}\\n\","
                + "\"version\":\"0.992\"}}");
  }

  @Test
  void tags_and_labels_go_with_it() throws JsonFormException {
    assertThat(
            event(
                LINE,
                Map.of(
                    "sluice.errors.index.tags", "a, b",
                    "sluice.errors.index.labels", "job=nightly,zone=x")))
        .contains("\"tags\":[\"a\",\"b\"],\"labels\":{\"job\":\"nightly\",\"zone\":\"x\"},");
  }

  @Test
  void a_record_that_made_no_document_is_told_from_a_document_that_was_rejected()
      throws JsonFormException {
    assertThat(event(LINE.replace("mapper_parsing_exception", "sluice_bad_id"), Map.of()))
        .contains("\"type\":\"serialization_failure\"");
  }
}
