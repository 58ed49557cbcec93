package dev.sluice.mapreduce.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RepeatsTest {

  @Test
  void the_same_id_counts_on_and_others_begin_at_one() {
    Repeats repeats = new Repeats();
    Map<String, Integer> model = new HashMap<>();
    Random random = new Random(18);

    for (int i = 0; i < 200_000; i++) {
      String id = "17_0042_m_000007_" + random.nextInt(60_000);
      assertThat(repeats.count(id)).isEqualTo(model.merge(id, 1, Integer::sum));
    }
  }

  @Test
  void beyond_the_ids_that_are_remembered_each_event_of_an_id_is_its_first() {
    Repeats repeats = new Repeats(2);

    assertThat(new int[] {repeats.count("a"), repeats.count("b"), repeats.count("a")})
        .containsExactly(1, 1, 2);
    for (int i = 0; i < 1_000; i++) {
      assertThat(repeats.count("c" + i)).isEqualTo(1);
      assertThat(repeats.count("c")).isEqualTo(1);
    }
    assertThat(repeats.count("b")).isEqualTo(2);
  }
}
