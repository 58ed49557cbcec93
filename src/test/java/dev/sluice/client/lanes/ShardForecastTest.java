package dev.sluice.client.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.routing.ShardFunction;
import dev.sluice.testing.FakeCluster;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardForecastTest {

  private FakeCluster cluster;

  @BeforeEach
  void start() throws IOException {
    cluster = FakeCluster.routingBy(ShardFunction.modulo(5, 1));
    cluster.on("GET /_resolve/index/new", line -> FakeCluster.resolved("[]", "[]", "[]"));
  }

  @AfterEach
  void close() throws IOException {
    cluster.close();
  }

  private ShardFunction expected(String index, String body) throws IOException {
    return cluster.connect().administration().expectedShards(index, Optional.ofNullable(body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"settings\":{\"number_of_shards\":3}}",
        "{\"settings\":{\"number_of_shards\":\"3\"}}",
        "{\"settings\":{\"index\":{\"number_of_shards\":3}}}",
        "{\"settings\":{\"index.number_of_shards\":3}}",
        "{\"mappings\":{},\"settings\":{\"index\":{\"refresh_interval\":\"1s\"},\"index.number_of_shards\":\"3\"}}"
      })
  void the_create_file_says_how_many_shards_in_any_spelling(String body) throws IOException {
    assertThat(expected("new", body)).isEqualTo(ShardFunction.divided(3, 768, 1));
  }

  @Test
  void the_create_file_may_say_everything() throws IOException {
    assertThat(
            expected(
                "new",
                "{\"settings\":{\"number_of_shards\":4,\"number_of_routing_shards\":8,"
                    + "\"routing_partition_size\":2}}"))
        .isEqualTo(ShardFunction.divided(4, 8, 2));
  }

  @Test
  void where_the_file_is_silent_the_templates_say_it() throws IOException {
    cluster.on(
        "POST /_index_template/_simulate_index/new",
        line -> "{\"template\":{\"settings\":{\"index\":{\"number_of_shards\":\"7\"}}}}");

    assertThat(expected("new", null).shards()).isEqualTo(7);
    assertThat(expected("new", "{\"settings\":{\"number_of_shards\":2}}").shards()).isEqualTo(2);
  }

  @Test
  void without_either_there_is_one_shard() throws IOException {
    assertThat(expected("new", null)).isEqualTo(ShardFunction.divided(1, 1024, 1));
  }

  @Test
  void the_oldest_nodes_version_decides_the_function() throws IOException {
    cluster.on("GET /_nodes/http", line -> nodes("9.5.3", "9.4.0"));
    assertThat(expected("new", "{\"settings\":{\"number_of_shards\":3}}"))
        .isEqualTo(ShardFunction.modulo(3, 1));

    cluster.on("GET /_nodes/http", line -> nodes("9.5.3", "9.3.2"));
    assertThat(expected("new", "{\"settings\":{\"number_of_shards\":3}}"))
        .isEqualTo(ShardFunction.divided(3, 768, 1));
  }

  private static String nodes(String first, String second) {
    return ("{\"nodes\":{\"a\":{\"name\":\"a\",\"version\":\"%s\",\"roles\":[\"data\"]},"
            + "\"b\":{\"name\":\"b\",\"version\":\"%s\",\"roles\":[\"data\"]}}}")
        .formatted(first, second);
  }

  @Test
  void an_index_that_is_there_is_asked() throws IOException {
    assertThat(expected("pages", null)).isEqualTo(ShardFunction.modulo(5, 1));
  }

  @Test
  void an_index_that_cannot_be_asked_goes_by_the_version_that_created_it() throws IOException {
    cluster.on("GET /pages/_search_shards?routing", line -> "");
    cluster.settings("\"index.number_of_shards\":\"5\",\"index.version.created\":\"8537000\"");
    assertThat(expected("pages", null)).isEqualTo(ShardFunction.divided(5, 640, 1));

    cluster.settings("\"index.number_of_shards\":\"5\",\"index.version.created\":\"9094000\"");
    assertThat(expected("pages", null)).isEqualTo(ShardFunction.modulo(5, 1));
  }
}
