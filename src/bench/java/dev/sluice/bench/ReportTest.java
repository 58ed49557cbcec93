package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {

  private static final Scenario SCENARIO =
      Scenario.named("local", "a test", ServerKind.ONE_NODE)
          .documents(4000, 1000)
          .entrants(
              Entrant.of("sluice"),
              Entrant.of("elasticsearch-hadoop"),
              Entrant.of("elasticsearch-hadoop").asTuned(),
              Entrant.of("floor"))
          .shows(Metric.MB)
          .build();

  private final Scores scores = new Scores();

  @Test
  void who_is_tuned_has_a_table_of_its_own_and_who_failed_says_so() {
    for (int round = 1; round <= 3; round++) {
      scores.add("sluice", round, Metric.RATE, 1000 * round);
      scores.add("sluice", round, Metric.CPU, 11.26);
      scores.add("sluice", round, Metric.MB, 0.04);
      scores.add("elasticsearch-hadoop-tuned", round, Metric.RATE, 800);
      scores.fail("floor");
    }
    scores.add("elasticsearch-hadoop", 1, Metric.RATE, 500);
    scores.fail("elasticsearch-hadoop");

    assertThat(new Report(SCENARIO, 3, scores).toText())
        .isEqualTo(
            """
            local: a test
            4,000 documents of 1,024 bytes, tasks: 2, shards: 1, rounds: 3

                                  docs/s: min  median             max  µs CPU/doc  MB between nodes
            sluice                      1,000   2,000           3,000        11.3               0.0
            elasticsearch-hadoop          500     500  500 (1 failed)
            floor                      failed

            Peers with the size of Sluice's requests, and as many in flight:

                                        docs/s: min  median  max  µs CPU/doc  MB between nodes
            elasticsearch-hadoop-tuned          800     800  800

            ratio local docs/s sluice/elasticsearch-hadoop 2.00
            ratio local docs/s sluice/elasticsearch-hadoop-tuned 2.50
            """);
  }

  @Test
  void a_budget_is_the_sum_of_the_shares_of_others_in_each_round() {
    Scenario verify =
        Scenario.named("verify", "a test", ServerKind.ONE_NODE)
            .entrants(Entrant.of("sluice"), Entrant.of("scan"), Entrant.of("read"))
            .withoutCpu()
            .budget(new Budget("(scan+half)", Map.of("scan", 1.0, "read", 0.5)))
            .build();
    scores.add("sluice", 1, Metric.JOB, 6);
    scores.add("scan", 1, Metric.JOB, 3);
    scores.add("read", 1, Metric.JOB, 2);
    scores.add("sluice", 2, Metric.JOB, 100);
    scores.add("scan", 2, Metric.JOB, 3);

    assertThat(new Report(verify, 2, scores).ratios())
        .containsExactly(new Ratio("verify", Metric.JOB, "sluice", "(scan+half)", 1.5));
  }

  @Test
  void each_metric_shown_is_compared_with_everybody_who_has_it() {
    scores.add("sluice", 1, Metric.MB, 1);
    scores.add("elasticsearch-hadoop", 1, Metric.MB, 20);

    assertThat(new Report(SCENARIO, 1, scores).ratios())
        .containsExactly(new Ratio("local", Metric.MB, "sluice", "elasticsearch-hadoop", 0.05));
  }
}
