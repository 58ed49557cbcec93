package dev.sluice.cli.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.cluster.JsonTree;
import org.junit.jupiter.api.Test;

class WatermarkTest {

  private static final long TB = 1L << 40;

  private static JsonTree settings(String disk) {
    String json = "{\"cluster\":{\"routing\":{\"allocation\":{\"disk\":" + disk + "}}}}";
    return JsonTree.parse(("{\"persistent\":" + json + "}").getBytes(UTF_8));
  }

  private static long free(String disk, long total) {
    return Watermark.of("high", settings(disk)).orElseThrow().free(total);
  }

  @Test
  void a_percentage_and_a_ratio_are_shares_of_used_space() {
    assertThat(free("{\"watermark\":{\"high\":\"90%\"}}", 1000)).isBetween(99L, 100L);
    assertThat(free("{\"watermark\":{\"high\":\"0.90\"}}", 1000)).isBetween(99L, 100L);
  }

  @Test
  void a_size_is_free_space_whatever_the_disk() {
    assertThat(free("{\"watermark\":{\"high\":\"50GB\"}}", 10 * TB)).isEqualTo(50L << 30);
  }

  @Test
  void a_headroom_limits_the_free_space_on_large_disks() {
    assertThat(free("{\"watermark\":{\"high\":\"90%\",\"high.max_headroom\":\"150GB\"}}", 10 * TB))
        .isEqualTo(150L << 30);
    assertThat(free("{\"watermark\":{\"high\":\"90%\",\"high.max_headroom\":\"-1\"}}", 10 * TB))
        .isGreaterThan(TB - 10);
  }

  @Test
  void a_cluster_that_does_not_look_at_its_disks_has_none() {
    assertThat(
            Watermark.of(
                "high",
                settings("{\"threshold_enabled\":\"false\",\"watermark\":{\"high\":\"90%\"}}")))
        .isEmpty();
  }
}
