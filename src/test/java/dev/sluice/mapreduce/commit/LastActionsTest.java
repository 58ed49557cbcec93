package dev.sluice.mapreduce.commit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LastActionsTest {

  private static List<Integer> kept(int most, String... lines) {
    LastActions last = new LastActions(most);
    for (int i = 0; i < lines.length; i++) {
      last.note(lines[i].getBytes(UTF_8), lines[i].getBytes(UTF_8).length, i);
    }
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < lines.length; i++) {
      if (!last.isSuperseded(lines[i].getBytes(UTF_8), lines[i].getBytes(UTF_8).length, i)) {
        kept.add(i);
      }
    }
    return kept;
  }

  private static String envelope(String index, String id, String routing) {
    return "{\"_index\":\"%s\",\"_id\":\"%s\",\"_routing\":\"%s\",\"_source\":{}}"
        .formatted(index, id, routing);
  }

  @Test
  void documents_are_told_apart_by_index_id_and_routing() {
    assertThat(
            kept(
                100,
                envelope("a", "bc", "d"),
                envelope("ab", "c", "d"),
                envelope("a", "b", "cd"),
                envelope("a", "bc", ""),
                envelope("a", "bc", "d")))
        .containsExactly(1, 2, 3, 4);
  }

  @Test
  void what_has_no_id_is_no_document_that_was_met_before() {
    String without = "{\"_index\":\"a\",\"_source\":{}}";
    String refused = "{\"_index\":\"a\",\"_id\":\"\",\"_source\":{}}";

    assertThat(kept(100, without, without, refused, refused, "{}", "{}"))
        .containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void beyond_what_is_remembered_every_line_is_kept() {
    String[] lines =
        IntStream.range(0, 40)
            .mapToObj(i -> envelope("a", Integer.toString(i % 20), ""))
            .toArray(String[]::new);

    assertThat(kept(5, lines)).containsExactlyElementsOf(IntStream.range(5, 40).boxed().toList());
  }
}
