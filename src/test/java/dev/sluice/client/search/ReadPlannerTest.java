package dev.sluice.client.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.routing.ShardFunction;
import dev.sluice.testing.FakeCluster;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The shards behind names, as a fake cluster tells them. */
class ReadPlannerTest {

  private final FakeCluster cluster;

  ReadPlannerTest() throws IOException {
    cluster = FakeCluster.routingBy(ShardFunction.modulo(2, 1));
    cluster
        .settings("\"index.max_result_window\":\"700\"")
        .on("GET /pages/_mapping", line -> "{}")
        .on("POST /pages/_refresh", line -> "{\"_shards\":{\"failed\":0}}")
        .on("GET /pages/_stats/docs,store", line -> "{}")
        .on(
            "GET /pages/_search_shards?allow_no_indices",
            line -> shards("{}", copies(0), copies(1)));
  }

  @AfterEach
  void close() throws IOException {
    cluster.close();
  }

  private static String copies(int shard) {
    return "[{\"shard\":%d,\"index\":\"pages\",\"node\":\"n1\"},{\"shard\":%d,\"index\":\"pages\",\"node\":\"n2\"}]"
        .formatted(shard, shard);
  }

  private static String shards(String index, String... shards) {
    return "{\"nodes\":{},\"indices\":{\"pages\":"
        + index
        + "},\"shards\":["
        + String.join(",", shards)
        + "]}";
  }

  private List<ReadShard> plan() throws IOException {
    return cluster.connect().shardsToRead(ReadScope.of(List.of("pages")));
  }

  @Test
  void copies_take_their_parts_and_sizes_are_told() throws IOException {
    cluster
        .address("n2", "es-2.example/10.0.0.2:9200")
        .on(
            "GET /pages/_stats/docs,store",
            line ->
                "{\"indices\":{\"pages\":{\"shards\":{\"0\":[{\"routing\":{\"primary\":true},"
                    + "\"docs\":{\"count\":7},\"store\":{\"size_in_bytes\":900}}]}}}}");

    List<ReadShard> shards = plan();

    assertThat(shards).extracting(ReadShard::number).containsExactly(0, 1);
    assertThat(shards).extracting(shard -> shard.nodeId().get()).containsExactly("n1", "n2");
    assertThat(shards.get(1).host()).contains("es-2.example");
    assertThat(shards.get(1).nodeUrl()).contains("http://es-2.example:9200");
    assertThat(shards.get(0).documents()).isEqualTo(OptionalLong.of(7));
    assertThat(shards.get(0).bytes()).isEqualTo(OptionalLong.of(900));
    assertThat(shards.get(1).bytes()).isEmpty();
    assertThat(shards).extracting(ReadShard::window).containsOnly(700);
    assertThat(shards).allMatch(shard -> shard.filter().isEmpty());
  }

  @Test
  void a_node_whose_address_is_not_understood_costs_locality_alone() throws IOException {
    cluster.address("n1", "").address("n2", "[fe80::1%eth0]:9200");

    assertThat(plan())
        .hasSize(2)
        .allMatch(shard -> shard.nodeId().isPresent())
        .allMatch(shard -> !shard.nodeUrl().isPresent() && !shard.host().isPresent());
  }

  @Test
  void the_filter_of_an_alias_goes_with_each_shard() throws IOException {
    String filter = "{\"term\":{\"a\":{\"value\":\"x\\\"y\",\"boost\":1.0}}}";
    cluster
        .on("GET /pages/_stats/docs,store", line -> "{}")
        .on(
            "GET /pages/_search_shards?allow_no_indices",
            line -> shards("{\"aliases\":[\"a\"],\"filter\":" + filter + "}", copies(0)));

    assertThat(plan()).extracting(shard -> shard.filter().get()).containsExactly(filter);
  }

  @Test
  void a_shard_without_a_copy_is_an_error() {
    cluster.on("GET /pages/_search_shards?allow_no_indices", line -> shards("{}", copies(0), "[]"));

    assertThatThrownBy(this::plan)
        .hasMessageContaining("Cannot read pages: 1 shards have no started copy");
  }

  @Test
  void indices_are_refreshed_before_they_are_read() throws IOException {
    plan();

    assertThat(cluster.asked("POST /pages/_refresh")).isEqualTo(1);
  }

  @Test
  void an_index_that_may_not_be_refreshed_is_read_all_the_same() throws IOException {
    cluster.settings("\"index.refresh_interval\":\"-1\"").on("POST /pages/_refresh", line -> "");

    assertThat(plan()).hasSize(2);
  }

  @Test
  void vectors_are_asked_for_where_the_server_knows_how_to_leave_them_out() throws IOException {
    List<ReadShard> older = plan();
    cluster.on(
        "GET /pages/_settings",
        line ->
            "{\"pages\":{\"settings\":{},\"defaults\":{"
                + "\"index.mapping.exclude_source_vectors\":\"true\"}}}");

    assertThat(older).noneMatch(ReadShard::asksForVectors);
    assertThat(plan()).allMatch(ReadShard::asksForVectors);
  }

  @Test
  void whoever_may_not_see_the_mapping_reads_all_the_same() throws IOException {
    cluster.answers(
        "GET /pages/_mapping",
        403,
        "{\"error\":{\"type\":\"security_exception\",\"reason\":\"no\"},\"status\":403}");

    assertThat(plan()).hasSize(2);
  }

  @Test
  void an_index_that_keeps_no_documents_is_refused_where_they_are_needed() throws IOException {
    cluster.on(
        "GET /pages/_mapping",
        line -> "{\"pages\":{\"mappings\":{\"_source\":{\"enabled\":false}}}}");

    assertThat(plan()).hasSize(2);
    assertThatThrownBy(
            () ->
                cluster.connect().shardsToRead(ReadScope.of(List.of("pages")).needingSource(true)))
        .hasMessageContaining("Index pages stores no documents");
  }

  @Test
  void a_closed_index_behind_an_alias_is_named_with_what_to_do() {
    cluster
        .answers(
            "GET /both/_search_shards",
            400,
            "{\"error\":{\"type\":\"index_closed_exception\",\"reason\":\"closed\"},\"status\":400}")
        .on(
            "GET /_resolve/index/both",
            line ->
                "{\"indices\":[],\"aliases\":[{\"name\":\"both\",\"indices\":[\"pages\",\"old\"]}],"
                    + "\"data_streams\":[]}")
        .on(
            "GET /_resolve/index/old,pages",
            line ->
                "{\"indices\":[{\"name\":\"old\",\"attributes\":[\"closed\"]},"
                    + "{\"name\":\"pages\",\"attributes\":[\"open\"]}]}");

    assertThatThrownBy(() -> cluster.connect().shardsToRead(ReadScope.of(List.of("both"))))
        .hasMessage(
            "both includes closed indices: old. Open them (POST /old/_open), remove them from the"
                + " alias, or name other indices");
  }

  @Test
  void a_missing_privilege_is_named() {
    cluster.on(
        "POST /_security/user/_has_privileges", line -> "{\"index\":{\"pages\":{\"read\":false}}}");

    assertThatThrownBy(this::plan)
        .hasMessageContaining("lack the privilege \"read\" on index pages");
  }

  @Test
  void shards_are_those_of_the_routing_values_alone() throws IOException {
    cluster.on(
        "GET /pages/_search_shards?allow_no_indices=false&routing=a%2Cb%20c",
        line -> shards("{}", copies(1)));

    List<ReadShard> shards =
        cluster
            .connect()
            .shardsToRead(ReadScope.of(List.of("pages")).routedBy(List.of("a", "b c")));

    assertThat(shards).extracting(ReadShard::number).containsExactly(1);
  }

  @Test
  void shards_that_nobody_can_read_are_an_error_unless_they_may_lack() throws IOException {
    cluster.on("GET /pages/_search_shards?allow_no_indices", line -> shards("{}", copies(0), "[]"));

    assertThatThrownBy(this::plan).hasMessageContaining("1 shards have no started copy");
    assertThat(cluster.connect().shardsToRead(ReadScope.of(List.of("pages")).mayLackShards(true)))
        .extracting(ReadShard::number)
        .containsExactly(0);
  }
}
