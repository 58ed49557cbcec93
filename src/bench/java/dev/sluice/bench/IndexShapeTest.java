package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class IndexShapeTest {

  private static final IndexShape SHAPE = new IndexShape(3, 1);

  @Test
  void an_entrant_may_have_settings_beside_those_of_the_scenario_and_in_their_place() {
    Entrant entrant =
        Entrant.of("sluice")
            .with("sluice.bulk.size", "1mb")
            .index("number_of_replicas", 0)
            .index("refresh_interval", -1);

    assertThat(entrant.indexSettings())
        .isEqualTo(Map.of("number_of_replicas", "0", "refresh_interval", "-1"));
    assertThat(SHAPE.toJson(entrant.indexSettings()))
        .contains(
            "{\"number_of_shards\": \"3\", \"number_of_replicas\": \"0\","
                + " \"refresh_interval\": \"-1\"}");
  }

  @Test
  void afterwards_the_index_is_that_of_the_scenario_again() {
    assertThat(SHAPE.without(Map.of("number_of_replicas", "0")))
        .isEqualTo("{\"index\": {\"number_of_replicas\": 1}}");
    assertThat(SHAPE.without(Map.of("refresh_interval", "-1")))
        .isEqualTo("{\"index\": {\"refresh_interval\": null}}");
    assertThat(SHAPE.copies()).isEqualTo(6);
  }
}
