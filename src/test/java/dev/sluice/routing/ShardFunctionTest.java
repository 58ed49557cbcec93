package dev.sluice.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardFunctionTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1024",
    "2, 1024",
    "3, 768",
    "5, 640",
    "6, 768",
    "12, 768",
    "512, 1024",
    "700, 1400"
  })
  void the_default_number_of_routing_shards_doubles_up_to_1024(int shards, int routingShards) {
    assertThat(ShardFunction.defaultRoutingShards(shards)).isEqualTo(routingShards);
  }

  @Test
  void routing_takes_the_place_of_the_id() {
    ShardFunction function = ShardFunction.divided(5, 640, 1);

    assertThat(function.shardOf("a", Optional.of("b")))
        .isEqualTo(function.shardOf("b", Optional.empty()));
  }

  @Test
  void a_partition_spreads_one_routing_value_over_a_few_shards() {
    ShardFunction function = ShardFunction.modulo(7, 3);

    long shards =
        java.util.stream.IntStream.range(0, 1_000)
            .map(i -> function.shardOf("id" + i, Optional.of("tenant")))
            .distinct()
            .count();

    assertThat(shards).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud83d", "a\ude00b", "😀\ud83d"})
  void half_of_a_surrogate_pair_is_refused(String routing) {
    assertThatThrownBy(() -> ShardFunction.modulo(3, 1).shardsOf(routing))
        .hasMessageStartingWith("unpaired surrogate at character ");
  }

  @Test
  void an_impossible_index_is_refused() {
    assertThatThrownBy(() -> ShardFunction.divided(3, 640, 1))
        .hasMessage(
            "an index cannot have 3 shards, 640 routing shards and a routing partition size of 1");
  }
}
