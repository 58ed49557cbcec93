package dev.sluice.client.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.Operation;
import dev.sluice.routing.ShardFunction;
import dev.sluice.testing.FakeCluster;
import dev.sluice.testing.ManualTicker;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which lane a document takes, and how the table of shards is kept. */
class ShardLanesTest {

  private static final ShardFunction FUNCTION = ShardFunction.divided(4, 1024, 1);
  private static final String TABLE = "GET /pages/_search_shards?filter_path";

  private final ManualTicker ticker = ManualTicker.movedBySleepers();
  private FakeCluster cluster;
  private ShardLanes lanes;

  @BeforeEach
  void start() throws IOException {
    cluster =
        FakeCluster.routingBy(FUNCTION)
            .address("a", "10.0.0.1:9200")
            .address("b", "host-b/10.0.0.2:9200")
            .primaries("a", "b", "a", null);
    lanes = lanes(LaneMode.NODE);
  }

  private ShardLanes lanes(LaneMode mode) throws IOException {
    return cluster.lanes(LanePlan.of(mode, "pages", 4, 1024, 1), ticker);
  }

  @AfterEach
  void close() throws Exception {
    cluster.close();
  }

  private static BulkAction.Builder action() {
    return BulkAction.of(Operation.INDEX);
  }

  private static String idOn(int shard) {
    int i = 0;
    while (FUNCTION.shardOf("id-" + i, Optional.empty()) != shard) {
      i++;
    }
    return "id-" + i;
  }

  private Optional<String> addressOf(int shard) {
    return lanes.addressOf(lanes.laneOf(lanes.partitionOf(action().id(idOn(shard)).build())));
  }

  @Test
  void a_task_knows_nodes_and_shards_before_its_first_request() throws IOException {
    cluster.connect().lanedTransport(LanePlan.of(LaneMode.NODE, "pages", 4, 1024, 1), "pages");

    assertThat(cluster.asked("GET /_nodes/_local/http")).isPositive();
    assertThat(cluster.asked(TABLE)).isEqualTo(1);
  }

  @Test
  void documents_of_one_nodes_shards_share_a_lane() {
    lanes.refresh();

    assertThat(lanes.laneOf(0)).isEqualTo(lanes.laneOf(2)).isNotEqualTo(lanes.laneOf(1));
    assertThat(addressOf(0)).contains("http://10.0.0.1:9200");
    assertThat(addressOf(1)).contains("http://host-b:9200");
  }

  @Test
  void each_shard_can_have_a_lane_of_its_own() throws IOException {
    lanes = lanes(LaneMode.SHARD);
    lanes.refresh();

    assertThat(lanes.laneOf(0)).isNotEqualTo(lanes.laneOf(2));
    assertThat(addressOf(2)).contains("http://10.0.0.1:9200");
    assertThat(addressOf(3)).isEmpty();
  }

  @Test
  void a_routing_value_decides_instead_of_the_id() {
    BulkAction routed = action().id(idOn(0)).routing(idOn(1)).build();

    assertThat(lanes.partitionOf(routed)).isEqualTo(1);
  }

  @Test
  void what_has_no_known_shard_goes_to_any_node() {
    lanes.refresh();

    assertThat(lanes.addressOf(lanes.laneOf(lanes.partitionOf(action().build())))).isEmpty();
    assertThat(laneOfIn("elsewhere")).isZero();
    assertThat(laneOfIn("pages")).isNotZero();
    assertThat(laneOfIn("target")).isNotZero();
    assertThat(addressOf(3)).isEmpty();
  }

  private int laneOfIn(String index) {
    return lanes.laneOf(lanes.partitionOf(action().id(idOn(0)).index(index).build()));
  }

  @Test
  void before_the_table_is_there_any_node_will_do() {
    assertThat(addressOf(0)).isEmpty();
  }

  @Test
  void the_table_is_fetched_again_every_few_minutes() {
    lanes.refresh();
    lanes.refresh();
    ticker.advance(Duration.ofMinutes(2));
    lanes.refresh();
    assertThat(cluster.asked(TABLE)).isEqualTo(1);

    ticker.advance(Duration.ofMinutes(1));
    lanes.refresh();

    assertThat(cluster.asked(TABLE)).isEqualTo(2);
  }

  @Test
  void after_a_failure_the_table_is_fetched_again_soon_and_once() {
    lanes.refresh();
    lanes.failed(1);
    lanes.failed(1);
    lanes.refresh();
    assertThat(cluster.asked(TABLE)).isEqualTo(1);

    ticker.advance(Duration.ofSeconds(1));
    lanes.refresh();
    lanes.refresh();

    assertThat(cluster.asked(TABLE)).isEqualTo(2);
  }

  @Test
  void failures_that_go_on_have_the_table_fetched_less_and_less_often() {
    lanes.refresh();
    long first = cluster.asked(TABLE);
    for (int second = 0; second < 600; second++) {
      lanes.failed(1);
      ticker.advance(Duration.ofSeconds(1));
      lanes.refresh();
    }

    assertThat(cluster.asked(TABLE) - first).isBetween(10L, 20L);
  }

  @Test
  void a_failure_after_a_quiet_while_has_the_table_fetched_soon_again() {
    lanes.refresh();
    for (int second = 0; second < 600; second++) {
      lanes.failed(1);
      ticker.advance(Duration.ofSeconds(1));
      lanes.refresh();
    }
    ticker.advance(Duration.ofMinutes(3));
    lanes.refresh();
    ticker.advance(Duration.ofMinutes(3));
    lanes.refresh();
    long before = cluster.asked(TABLE);

    lanes.failed(1);
    ticker.advance(Duration.ofSeconds(1));
    lanes.refresh();

    assertThat(cluster.asked(TABLE)).isEqualTo(before + 1);
  }

  @Test
  void a_table_that_could_not_be_fetched_is_asked_for_again_before_minutes_pass() {
    cluster.on(TABLE, line -> "");
    lanes.refresh();
    assertThat(addressOf(0)).isEmpty();

    cluster.primaries("a", "b", "a", "b").on(TABLE, line -> table("a", "b", "a", "b"));
    ticker.advance(Duration.ofSeconds(10));
    lanes.refresh();

    assertThat(addressOf(0)).contains("http://10.0.0.1:9200");
  }

  private static String table(String... nodes) {
    StringBuilder text = new StringBuilder();
    for (int shard = 0; shard < nodes.length; shard++) {
      text.append(shard == 0 ? "" : ",")
          .append(
              "[{\"shard\":%d,\"primary\":true,\"node\":\"%s\"}]".formatted(shard, nodes[shard]));
    }
    return "{\"shards\":[" + text + "]}";
  }

  @Test
  void a_primary_that_moved_is_followed_and_the_version_says_so() {
    lanes.refresh();
    long version = lanes.version();
    int lane = lanes.laneOf(1);

    cluster.primaries("b", "b", "a", "a");
    ticker.advance(Duration.ofMinutes(3));
    lanes.refresh();

    assertThat(lanes.version()).isGreaterThan(version);
    assertThat(lanes.laneOf(1)).isEqualTo(lane);
    assertThat(addressOf(0)).contains("http://host-b:9200");
    assertThat(addressOf(3)).contains("http://10.0.0.1:9200");
  }

  @Test
  void the_version_stays_while_nothing_moves() {
    lanes.refresh();
    long version = lanes.version();

    ticker.advance(Duration.ofMinutes(3));
    lanes.refresh();

    assertThat(lanes.version()).isEqualTo(version);
  }

  @Test
  void a_node_that_comes_back_elsewhere_is_found_there() {
    lanes.refresh();

    cluster.address("a", "10.0.0.9:9200");
    lanes.failed(lanes.laneOf(0));
    ticker.advance(Duration.ofSeconds(1));
    lanes.refresh();

    assertThat(addressOf(0)).contains("http://10.0.0.9:9200");
  }
}
