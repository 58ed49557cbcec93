package dev.sluice.bulk.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.json.ByteArray;
import org.junit.jupiter.api.Test;

class ActionLineWriterTest {

  private final ActionLineWriter lines = new ActionLineWriter();
  private ByteArray out = new ByteArray(16);

  private String line(Operation operation, String index, String id) {
    int start = out.length();
    lines.write(BulkAction.of(operation).id(id).build(), index, out);
    return new String(out.array(), start, out.length() - start, UTF_8);
  }

  @Test
  void each_line_has_its_own_operation_index_and_id() {
    String expected = "{\"index\":{\"_index\":\"a\",\"_id\":\"1\"}}\n";

    assertThat(line(Operation.INDEX, "a", "1")).isEqualTo(expected);
    assertThat(line(Operation.INDEX, "a", "2\"")).isEqualTo(expected.replace("1", "2\\\""));
    assertThat(line(Operation.INDEX, "b", "1")).isEqualTo(expected.replace("\"a", "\"b"));
    assertThat(line(Operation.CREATE, "b", "1"))
        .isEqualTo("{\"create\":{\"_index\":\"b\",\"_id\":\"1\"}}\n");
    assertThat(line(Operation.INDEX, "a", "1")).isEqualTo(expected);
    assertThat(line(Operation.INDEX, null, "1")).isEqualTo("{\"index\":{\"_id\":\"1\"}}\n");
    assertThat(line(Operation.INDEX, "a", null)).isEqualTo("{\"index\":{\"_index\":\"a\"}}\n");
    assertThat(line(Operation.INDEX, "a", "1")).isEqualTo(expected);
  }

  @Test
  void a_line_is_in_the_array_that_was_given_last() {
    line(Operation.INDEX, "a", "1");
    out = new ByteArray(16);

    assertThat(line(Operation.INDEX, "a", "1"))
        .isEqualTo("{\"index\":{\"_index\":\"a\",\"_id\":\"1\"}}\n");
  }
}
