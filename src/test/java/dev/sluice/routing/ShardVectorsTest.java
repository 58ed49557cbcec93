package dev.sluice.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares our arithmetic with what real servers of each line computed for 10,000 ids. */
class ShardVectorsTest {

  private static final List<String> IDS = SampleIds.all();

  record Vector(String version, int shards, int partition, String shardOf) {
    @Override
    public String toString() {
      return version + ", " + shards + " shards, partition " + partition;
    }
  }

  static Stream<Vector> vectors() throws Exception {
    try (InputStream in = ShardVectorsTest.class.getResourceAsStream("shards.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .map(line -> line.split(" "))
          .map(p -> new Vector(p[0], Integer.parseInt(p[1]), Integer.parseInt(p[2]), p[3]));
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void every_id_lies_where_the_server_puts_it(Vector vector) {
    ShardFunction function = function(vector);

    for (int i = 0; i < IDS.size(); i++) {
      Optional<String> routing =
          vector.partition() > 1 ? Optional.of(SampleIds.routing(i)) : Optional.empty();
      assertThat(function.shardOf(IDS.get(i), routing))
          .as(IDS.get(i))
          .isEqualTo(Character.digit(vector.shardOf().charAt(i), 36));
    }
  }

  private static ShardFunction function(Vector vector) {
    return vector.version().startsWith("9.5")
        ? ShardFunction.modulo(vector.shards(), vector.partition())
        : ShardFunction.divided(
            vector.shards(),
            ShardFunction.defaultRoutingShards(vector.shards()),
            vector.partition());
  }
}
