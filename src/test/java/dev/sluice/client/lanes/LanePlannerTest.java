package dev.sluice.client.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.routing.ShardFunction;
import dev.sluice.testing.FakeCluster;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whether documents are laned, and the reason where they are not. */
class LanePlannerTest {

  private static final ShardFunction DIVIDED = ShardFunction.divided(5, 640, 1);
  private static final ShardFunction MODULO = ShardFunction.modulo(5, 1);

  private FakeCluster cluster;

  @AfterEach
  void close() throws Exception {
    cluster.close();
  }

  private FakeCluster clusterOf(ShardFunction function) throws IOException {
    cluster = FakeCluster.routingBy(function);
    return cluster;
  }

  private LanePlan plan(String... conf) throws IOException {
    return plan("pages", Optional.empty(), conf);
  }

  private LanePlan plan(String name, Optional<String> pipeline, String... conf) throws IOException {
    return cluster.connect(conf).administration().planLanes(LaneMode.NODE, name, pipeline);
  }

  @Test
  void the_function_of_older_indices_is_found() throws IOException {
    clusterOf(DIVIDED);

    LanePlan plan = plan();

    assertThat(plan.function()).contains(DIVIDED);
    assertThat(cluster.asked("GET /pages/_search_shards?routing")).isEqualTo(32);
  }

  @Test
  void an_index_of_one_shard_takes_one_request() throws IOException {
    clusterOf(ShardFunction.modulo(1, 1));

    assertThat(plan().isOn()).isTrue();
    assertThat(cluster.asked("GET /pages/_search_shards?routing")).isEqualTo(1);
  }

  @Test
  void an_index_that_lacks_a_shard_is_not_taken_for_one_that_routes_otherwise() throws IOException {
    clusterOf(DIVIDED).on("GET /pages/_search_shards?routing", line -> "{\"shards\":[[]]}");

    assertThat(plan().reason()).isEqualTo("a shard of pages has no started copy");
  }

  @Test
  void the_function_of_newer_indices_is_found_in_spite_of_their_routing_shards()
      throws IOException {
    clusterOf(MODULO)
        .on(
            "GET /_cluster/state/metadata/pages",
            line -> "{\"metadata\":{\"indices\":{\"pages\":{\"routing_num_shards\":640}}}}");

    assertThat(plan().function()).contains(MODULO);
  }

  @Test
  void routing_shards_that_are_not_the_default_are_read_from_the_cluster_state()
      throws IOException {
    clusterOf(ShardFunction.divided(5, 30, 1))
        .on(
            "GET /_cluster/state/metadata/pages",
            line -> "{\"metadata\":{\"indices\":{\"pages\":{\"routing_num_shards\":30}}}}");

    assertThat(plan().function()).contains(ShardFunction.divided(5, 30, 1));
  }

  @Test
  void a_state_without_routing_shards_means_the_default() throws IOException {
    clusterOf(DIVIDED)
        .on(
            "GET /_cluster/state/metadata/pages",
            line -> "{\"metadata\":{\"indices\":{\"pages\":{}}}}");

    assertThat(plan().function()).contains(DIVIDED);
  }

  @Test
  void partitioned_routing_is_found() throws IOException {
    clusterOf(ShardFunction.divided(5, 640, 3))
        .settings("\"index.number_of_shards\":\"5\",\"index.routing_partition_size\":\"3\"");

    assertThat(plan().function()).contains(ShardFunction.divided(5, 640, 3));
  }

  @Test
  void a_server_that_routes_otherwise_turns_lanes_off() throws IOException {
    clusterOf(ShardFunction.divided(5, 25, 1));

    LanePlan plan = plan();

    assertThat(plan.isOn()).isFalse();
    assertThat(plan.reason())
        .isEqualTo("the server routes documents of pages to other shards than computed");
  }

  @Test
  void a_server_that_does_not_tell_shards_turns_lanes_off() throws IOException {
    clusterOf(DIVIDED).on("GET /pages/_search_shards?routing", line -> "");

    assertThat(plan().reason()).startsWith("the shards could not be read from the server: ");
  }

  @Test
  void nobody_who_wanted_no_lanes_is_given_a_reason() throws IOException {
    clusterOf(DIVIDED);

    LanePlan plan =
        cluster.connect().administration().planLanes(LaneMode.OFF, "pages", Optional.empty());

    assertThat(plan.isOn()).isFalse();
    assertThat(plan.reason()).isEmpty();
  }

  @Test
  void a_connection_that_keeps_to_its_nodes_turns_lanes_off() throws IOException {
    clusterOf(DIVIDED);

    assertThat(plan("sluice.nodes.discovery", "false").reason())
        .isEqualTo("sluice.nodes.discovery is false");
  }

  @Test
  void a_proxy_with_a_path_turns_lanes_off() throws IOException {
    clusterOf(DIVIDED);
    for (String route :
        new String[] {"/_nodes/http", "/_resolve/index/pages", "/pages/_settings"}) {
      cluster.on("GET /es" + route, line -> forward(line, route));
    }

    assertThat(plan("sluice.nodes", cluster.url() + "/es").reason()).contains("is there a proxy?");
  }

  private static String forward(String line, String route) {
    return switch (route) {
      case "/_nodes/http" ->
          "{\"nodes\":{\"n1\":{\"name\":\"n1\",\"version\":\"8.19.21\",\"roles\":[\"data\"],"
              + "\"http\":{\"publish_address\":\"127.0.0.1:1\"}}}}";
      case "/_resolve/index/pages" ->
          FakeCluster.resolved("[{\"name\":\"pages\",\"attributes\":[\"open\"]}]", "[]", "[]");
      case "/pages/_settings" -> "{\"pages\":{\"settings\":{\"index.number_of_shards\":\"5\"}}}";
      default -> throw new AssertionError(line);
    };
  }

  @Test
  void nodes_that_do_not_answer_where_they_say_turn_lanes_off() throws IOException {
    clusterOf(DIVIDED).address("n1", "127.0.0.1:1");

    assertThat(plan().reason()).contains("no node answers at the address it publishes");
  }

  @Test
  void another_cluster_at_the_published_address_turns_lanes_off() throws IOException {
    clusterOf(DIVIDED)
        .on("GET /_nodes/_local/http", line -> "{\"nodes\":{\"other\":{\"name\":\"one\"}}}");

    assertThat(plan().reason()).contains("no node answers at the address it publishes");
  }

  @Test
  void a_pipeline_of_the_job_turns_lanes_off() throws IOException {
    clusterOf(DIVIDED);

    assertThat(plan("pages", Optional.of("enrich")).reason())
        .isEqualTo("the pipeline \"enrich\" may reroute documents");
  }

  @Test
  void a_pipeline_of_the_index_turns_lanes_off() throws IOException {
    for (String key : new String[] {"default_pipeline", "final_pipeline"}) {
      clusterOf(DIVIDED)
          .settings("\"index.number_of_shards\":\"5\",\"index." + key + "\":\"enrich\"");

      assertThat(plan().reason()).isEqualTo("the pipeline \"enrich\" may reroute documents");

      cluster.settings("\"index.number_of_shards\":\"5\",\"index." + key + "\":\"_none\"");
      assertThat(plan().isOn()).isTrue();
    }
  }

  @Test
  void an_index_that_routes_by_fields_turns_lanes_off() throws IOException {
    clusterOf(DIVIDED).settings("\"index.number_of_shards\":\"5\",\"index.mode\":\"time_series\"");

    assertThat(plan().reason())
        .isEqualTo("index.mode is time_series, which does not route documents by id");
  }

  @Test
  void a_data_stream_turns_lanes_off() throws IOException {
    clusterOf(DIVIDED)
        .on(
            "GET /_resolve/index/stream",
            line ->
                FakeCluster.resolved(
                    "[]",
                    "[]",
                    "[{\"name\":\"stream\",\"backing_indices\":[\"pages\"],"
                        + "\"timestamp_field\":\"@timestamp\"}]"));

    assertThat(plan("stream", Optional.empty()).reason())
        .isEqualTo("stream is a data stream, and its write index changes");
  }

  @Test
  void an_alias_is_followed_unless_it_routes() throws IOException {
    clusterOf(DIVIDED)
        .on(
            "GET /_resolve/index/shelf",
            line ->
                FakeCluster.resolved("[]", "[{\"name\":\"shelf\",\"indices\":[\"pages\"]}]", "[]"))
        .on("GET /_alias/shelf", line -> "{\"pages\":{\"aliases\":{\"shelf\":{}}}}");

    assertThat(plan("shelf", Optional.empty()).index()).isEqualTo("pages");

    cluster.on(
        "GET /_alias/shelf",
        line -> "{\"pages\":{\"aliases\":{\"shelf\":{\"index_routing\":\"1\"}}}}");
    assertThat(plan("shelf", Optional.empty()).reason())
        .isEqualTo("alias shelf has its own routing");
  }

  @Test
  void a_plan_survives_its_text() throws IOException {
    clusterOf(DIVIDED);
    LanePlan plan = plan();

    LanePlan read = LanePlan.parse(plan.toString());

    assertThat(read.function()).isEqualTo(plan.function());
    assertThat(read.index()).isEqualTo("pages");
    assertThat(read.mode()).isEqualTo(LaneMode.NODE);
    assertThat(LanePlan.parse(LanePlan.off("why").toString()).isOn()).isFalse();
  }
}
