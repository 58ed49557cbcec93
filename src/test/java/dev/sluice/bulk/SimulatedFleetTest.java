package dev.sluice.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bulk.SimulatedFleet.Outcome;
import dev.sluice.bulk.SimulatedFleet.Site;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What {@code sluice.bulk.in-flight=auto} is kept for. Nothing here depends on real time. */
class SimulatedFleetTest {

  private static Outcome run(Site site, int tasks, String inFlight, int minutes) {
    return SimulatedFleet.run(site.shape(), tasks, inFlight, Duration.ofMinutes(minutes), 7);
  }

  @Test
  void auto_writes_as_much_as_the_best_fixed_number_with_few_refusals() {
    Outcome auto = run(SimulatedFleet.SMALL_QUEUE, 8, "auto", 10);
    Outcome four = run(SimulatedFleet.SMALL_QUEUE, 8, "4", 10);
    Outcome one = run(SimulatedFleet.SMALL_QUEUE, 8, "1", 10);

    assertThat(auto.share()).isGreaterThan(0.97 * Math.max(one.share(), four.share()));
    assertThat(auto.refused()).isLessThan(four.refused() / 4);
    assertThat(auto.fairness()).isGreaterThan(0.9);
  }

  @Test
  void auto_fills_a_cluster_that_has_capacity_to_spare() {
    Outcome auto = run(SimulatedFleet.TEN_NODES, 10, "auto", 3);
    Outcome eight = run(SimulatedFleet.TEN_NODES, 10, "8", 3);

    assertThat(auto.share()).isGreaterThan(0.95 * eight.share());
    assertThat(auto.refused()).isZero();
  }

  @Test
  void a_thousand_tasks_share_a_cluster_evenly_without_being_refused() {
    Outcome auto = run(SimulatedFleet.TEN_NODES, 1000, "auto", 2);

    assertThat(auto.share()).isGreaterThan(0.94);
    assertThat(auto.refused()).isLessThan(10);
    assertThat(auto.fairness()).isGreaterThan(0.9);
  }
}
