package dev.sluice.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.ManualTicker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NodesTest {

  private static final NodeAddress A = NodeAddress.parse("http://a:9200");
  private static final NodeAddress B = NodeAddress.parse("http://b:9200");
  private static final NodeAddress C = NodeAddress.parse("http://c:9200");

  private final ManualTicker ticker = ManualTicker.movedBySleepers();
  private final Nodes nodes = Nodes.of(List.of(A, B), ticker, 0);

  private List<NodeAddress> next(int times) {
    return Stream.generate(nodes::next).limit(times).toList();
  }

  @Test
  void nodes_take_turns() {
    assertThat(next(4)).containsExactly(A, B, A, B);
  }

  @Test
  void a_node_that_fails_is_set_aside_and_comes_back() {
    nodes.failed(A);

    assertThat(next(3)).containsOnly(B);

    ticker.advance(Duration.ofSeconds(1));
    assertThat(next(2)).containsExactlyInAnyOrder(A, B);
  }

  @Test
  void each_further_failure_doubles_the_time_up_to_a_minute() {
    for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      nodes.failed(A);

      ticker.advance(Duration.ofSeconds(seconds).minusNanos(1));
      assertThat(next(2)).containsOnly(B);
      ticker.advance(Duration.ofNanos(1));
      assertThat(next(2)).contains(A);
    }
  }

  @Test
  void failures_of_requests_that_were_under_way_together_count_once() {
    nodes.failed(A);
    nodes.failed(A);
    nodes.failed(A);

    ticker.advance(Duration.ofSeconds(1));
    assertThat(next(2)).contains(A);
  }

  @Test
  void an_answer_clears_a_nodes_name() {
    nodes.failed(A);
    ticker.advance(Duration.ofSeconds(1));
    nodes.failed(A);
    nodes.answered(A);

    assertThat(next(2)).contains(A);

    nodes.failed(A);
    ticker.advance(Duration.ofSeconds(1));
    assertThat(next(2)).contains(A);
  }

  @Test
  void where_all_are_set_aside_the_one_that_is_back_first_is_chosen() {
    nodes.failed(B);
    ticker.advance(Duration.ofMillis(500));
    nodes.failed(A);

    assertThat(next(2)).containsExactly(B, B);
  }

  @Test
  void found_nodes_go_before_given_ones_which_stay_for_need() {
    nodes.found(List.of(C));

    assertThat(next(3)).containsOnly(C);

    nodes.failed(C);
    assertThat(next(2)).containsExactlyInAnyOrder(A, B);
  }

  @Test
  void every_node_is_in_the_order_to_try_them() {
    nodes.found(List.of(C));
    nodes.failed(A);

    assertThat(nodes.inOrder()).containsExactly(C, B, A);
  }

  @Test
  void a_wanted_node_is_chosen_if_it_is_known_and_in_good_standing() {
    assertThat(nodes.nextOr(Optional.of("http://b:9200"))).isEqualTo(B);
    assertThat(nodes.nextOr(Optional.of("http://b:9200"))).isEqualTo(B);
    assertThat(nodes.nextOr(Optional.of("http://c:9200"))).isNotEqualTo(C);

    nodes.failed(B);
    assertThat(nodes.nextOr(Optional.of("http://b:9200"))).isEqualTo(A);
  }
}
