package dev.sluice.mapreduce.copy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.index.ShardPosition;
import dev.sluice.config.ConfigException;
import org.junit.jupiter.api.Test;

/** When a copy can go on from where another ended. */
class CopyPointTest {

  private static ShardPosition at(String uuid, int shard, long term, String history, long to) {
    return ShardPosition.of("pages", uuid, shard, term, history, to);
  }

  /** As it is after it was stored and read. */
  private static CopyPoint stored(CopyPoint point) {
    return CopyPoint.of(JsonTree.parse(("{\"indices\":" + point.toJson() + "}").getBytes(UTF_8)));
  }

  private final CopyPoint last =
      stored(CopyPoint.NONE.with(at("u1", 0, 3, "h0", 50), 40).with(at("u1", 1, 1, "h1", 9), 9));

  @Test
  void a_checkpoint_of_each_shard_is_stored_and_read() {
    assertThat(last.checkpoint("pages", 0)).isEqualTo(40);
    assertThat(last.checkpoint("pages", 1)).isEqualTo(9);
    assertThat(last.checkpoint("other", 0)).isEqualTo(-1);
  }

  @Test
  void a_failover_raises_the_primary_term_and_is_no_obstacle() {
    assertThatCode(() -> last.check(at("u1", 0, 4, "h0", 40), 2)).doesNotThrowAnyException();
  }

  @Test
  void a_checkpoint_or_a_term_that_went_back_is_refused() {
    assertThatThrownBy(() -> last.check(at("u1", 0, 3, "h0", 39), 2))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(
            "shard 0 than at the last copy: its checkpoint went back from 40 to 39");
    assertThatThrownBy(() -> last.check(at("u1", 0, 2, "h0", 60), 2))
        .hasMessageContaining("its primary term went back from 3 to 2");
  }

  @Test
  void a_restored_snapshot_is_refused_though_index_and_checkpoint_fit() {
    assertThatThrownBy(() -> last.check(at("u1", 0, 4, "h9", 60), 2))
        .hasMessageContaining("a snapshot was restored, or a stale copy was allocated by force");
  }

  @Test
  void another_uuid_or_number_of_shards_is_refused() {
    assertThatThrownBy(() -> last.check(at("u2", 0, 3, "h0", 60), 2))
        .hasMessageContaining(
            "was deleted and recreated since the last copy (its uuid was u1, now u2)");
    assertThatThrownBy(() -> last.check(at("u1", 0, 3, "h0", 60), 4))
        .hasMessageContaining("had 2 shards at the last copy and now has 4");
  }

  @Test
  void what_the_server_did_not_tell_is_not_compared() {
    assertThatCode(() -> last.check(at("u1", 0, 0, "", 60), 2)).doesNotThrowAnyException();
  }
}
