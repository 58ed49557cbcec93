package dev.sluice.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.mapreduce.job.BytesByNode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BytesMatrixTest {

  private final SortedMap<String, Map<String, Long>> sent = new TreeMap<>();

  @Test
  void every_task_has_a_row_and_every_node_a_column() {
    sent.put("m_000000", Map.of("es-1", 2_048L));
    sent.put("m_000001", Map.of("es-1", 100L, "es-2", 5_000_000L));

    assertThat(new BytesMatrix(BytesByNode.of(sent)).lines())
        .containsExactly(
            "bytes sent                es-1          es-2",
            "m_000000                2.0 KB             -",
            "m_000001             100 bytes        4.8 MB",
            "all                     2.1 KB        4.8 MB");
  }

  @Test
  void a_job_that_sent_nothing_has_none() {
    sent.put("m_000000", Map.of());

    assertThat(new BytesMatrix(BytesByNode.of(sent)).lines()).isEmpty();
  }

  @Test
  void what_does_not_fit_a_screen_is_counted() {
    for (int i = 0; i < 40; i++) {
      sent.put("m_0000%02d".formatted(i), Map.of("es-%02d".formatted(i % 12), 10L));
    }

    assertThat(new BytesMatrix(BytesByNode.of(sent)).lines())
        .hasSize(1 + 30 + 1 + 1)
        .anyMatch(line -> line.endsWith("and 2 more nodes"))
        .contains("and 10 more tasks");
  }
}
