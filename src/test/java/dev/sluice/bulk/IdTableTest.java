package dev.sluice.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IdTableTest {

  @Test
  void behaves_as_a_map_from_id_to_the_last_batch() {
    Random random = new Random(7);
    IdTable table = new IdTable();
    Map<Long, Batch> map = new HashMap<>();
    Batch[] batches = new Batch[5];
    for (int i = 0; i < batches.length; i++) {
      batches[i] = new Batch(i, 0, new Outcomes(0), 10, 10, false, GrowingBytes.spares());
    }
    for (int i = 0; i < 200_000; i++) {
      long id = (long) random.nextInt(500) << random.nextInt(40);
      Batch batch = batches[random.nextInt(batches.length)];
      if (random.nextBoolean()) {
        assertThat(table.put(id, batch)).isSameAs(map.put(id, batch));
      } else {
        map.remove(id, batch);
        table.remove(id, batch);
      }
      assertThat(table.get(id)).isSameAs(map.get(id));
      assertThat(table.size()).isEqualTo(map.size());
    }
  }

  @Test
  void index_routing_and_id_all_tell_documents_apart() {
    IdTable table = new IdTable();
    long one = table.hash("i", null, "a");

    assertThat(table.hash("j", null, "a")).isNotEqualTo(one);
    assertThat(table.hash("i", null, "a")).isEqualTo(one);
    assertThat(table.hash("i", "r", "a")).isNotEqualTo(one);
    assertThat(table.hash("i", null, "b")).isNotEqualTo(one);
    assertThat(table.hash("a", null, "i")).isNotEqualTo(one);
  }
}
