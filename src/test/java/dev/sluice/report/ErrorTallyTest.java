package dev.sluice.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ErrorTallyTest {

  private final ErrorTally tally = new ErrorTally();

  private String json() {
    return TaskHistory.of(0, 0, TimeSeries.ofAtMost(1), tally).toJson();
  }

  @Test
  void every_document_is_counted_and_the_first_ids_are_kept() {
    for (int i = 0; i < 100; i++) {
      tally.add("mapper_parsing_exception", "field " + i, i == 0 ? "" : "d" + i);
    }
    tally.add("other", "r", "x");

    assertThat(tally.list()).extracting(ErrorTally.Errors::count).containsExactly(100L, 1L);
    assertThat(json())
        .contains("\"reason\":\"field 0\",\"ids\":[\"d1\",\"d2\",\"d3\",\"d4\",\"d5\"]");
  }

  @Test
  void types_made_up_by_a_plugin_do_not_fill_the_memory() {
    for (int i = 0; i < 1_000; i++) {
      tally.add("type " + i, "r".repeat(10_000), "i".repeat(10_000));
    }

    assertThat(tally.list().stream().mapToLong(ErrorTally.Errors::count).sum()).isEqualTo(1_000);
    assertThat(tally.list().get(0).type()).isEqualTo("other types");
    assertThat(json()).hasSizeLessThan(60_000);
  }

  @Test
  void tallies_of_tasks_are_added_up() throws IOException {
    tally.add("a", "r", "one");
    ErrorTally read = TaskHistory.read(json()).errors();
    read.addAll(tally);

    assertThat(read.list()).hasSize(1);
    assertThat(read.list().get(0).count()).isEqualTo(2);
  }
}
