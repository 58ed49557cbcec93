package dev.sluice.cli.rehearse.merges;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.client.cluster.JsonTree;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaterMergesTest {

  private static final int MB = 1 << 20;

  /** On average over loads that are up to a third shorter or longer. */
  private static double simulated(int flushed, double bytes) {
    double sum = 0;
    int count = 0;
    for (int seed = 0; seed < 10; seed++) {
      SimulatedShard shard = new SimulatedShard(seed);
      for (int n = 1; n <= 4 * flushed / 3; n++) {
        shard.flush(bytes, seed / 20.0);
        if (n >= 2 * flushed / 3) {
          sum += shard.levels();
          count++;
        }
      }
    }
    return sum / count;
  }

  @ParameterizedTest
  @ValueSource(ints = {15, 20, 30, 50, 70, 100, 150, 200, 300, 500})
  void a_document_is_merged_as_often_as_in_a_simulation(int flushed) {
    for (int megabytes : new int[] {10, 20, 60}) {
      double simulated = simulated(flushed, megabytes * MB);

      assertThat(LaterMerges.levels(flushed, megabytes * MB))
          .as(flushed + " segments of " + megabytes + " MB")
          .isCloseTo(simulated, within(0.2 * simulated));
    }
  }

  @Test
  void few_segments_are_not_merged_at_all() {
    assertThat(LaterMerges.levels(0, MB)).isZero();
    assertThat(LaterMerges.levels(6, MB)).isZero();
  }

  @Test
  void segments_that_are_larger_than_half_of_the_largest_are_not_merged() {
    assertThat(LaterMerges.levels(1e6, 3_000.0 * MB)).isZero();
    assertThat(LaterMerges.levels(1e6, 300.0 * MB)).isCloseTo(1, within(0.01));
  }

  /** Measured: 4.29 million documents in one shard took 542 s instead of 390 s. */
  @Test
  void a_load_that_merges_more_than_its_trial_needs_the_processors_of_its_node_for_it() {
    MergeFigures trial = new MergeFigures(660_000, 1_000L * MB, 1, 11, 0, 1);

    LaterMerges later = new LaterMerges(trial);

    assertThat(later.documents(4_290_000)).isCloseTo(3.7e6, within(0.2e6));
    assertThat(later.seconds(4_290_000, 1 / 48_500.0)).isCloseTo(76, within(4.0));
  }

  @Test
  void a_load_no_larger_than_its_trial_merges_no_more() {
    MergeFigures trial = new MergeFigures(660_000, 1_000L * MB, 1, 30, 0, 1);

    assertThat(new LaterMerges(trial).documents(660_000)).isZero();
    assertThat(new LaterMerges(trial).documents(600_000)).isZero();
    assertThat(new LaterMerges(trial).documents(660_066)).isLessThan(2_000);
  }

  @Test
  void what_the_trial_merged_is_in_its_pace_already() {
    long documents = 1_000_000;
    LaterMerges idle = new LaterMerges(new MergeFigures(documents, 1_000L * MB, 1, 30, 0, 1));
    LaterMerges busy =
        new LaterMerges(new MergeFigures(documents, 1_000L * MB, 1, 30, documents / 2, 1));

    assertThat(idle.documents(5 * documents) - busy.documents(5 * documents))
        .isCloseTo(4 * (documents / 2.0), within(1.0));
  }

  @Test
  void a_trial_that_merged_more_than_a_load_would_is_not_made_faster() {
    MergeFigures trial = new MergeFigures(1_000_000, 1_000L * MB, 1, 30, 3_000_000, 1);

    assertThat(new LaterMerges(trial).documents(5_000_000)).isZero();
  }

  @Test
  void an_index_that_flushed_nothing_tells_nothing() {
    assertThat(new LaterMerges(new MergeFigures(0, 0, 1, 0, 0, 1)).documents(5)).isZero();
  }

  private static JsonTree json(String text) {
    return JsonTree.parse(text.replace('\'', '"').getBytes(UTF_8));
  }

  private static final String STATS =
      "{'_all':{'primaries':{'docs':{'count':900},'store':{'size_in_bytes':7000},'merges':"
          + "{'current':1,'total':2,'total_docs':400}},'total':{'merges':{'total_docs':800,"
          + "'total_time_in_millis':1000,'total_throttled_time_in_millis':500,"
          + "'total_stopped_time_in_millis':100}}},'indices':{'i':{'shards':{"
          + "'0':[{'routing':{'node':'a'}},{'routing':{'node':'b'}}],"
          + "'1':[{'routing':{'node':'b'}},{'routing':{'node':'c'}}]}}}}";

  private static final String SEGMENTS =
      "{'indices':{'i':{'shards':{"
          + "'0':[{'routing':{'primary':true},'segments':{'_9':{'generation':9},'_b':"
          + "{'generation':11}}},{'routing':{'primary':false},'segments':{'_z':{'generation':35}}}],"
          + "'1':[{'routing':{'primary':true},'segments':{'_0':{'generation':0}}},"
          + "{'routing':{'primary':false},'segments':{}}]}}}}";

  private static final String NODES =
      "{'nodes':{'a':{'os':{'allocated_processors':1}},'b':{'os':{'allocated_processors':4}},"
          + "'c':{'os':{'allocated_processors':2}}}}";

  @Test
  void segments_are_numbered_so_the_flushed_ones_are_those_that_no_merge_wrote()
      throws IOException {
    MergeFigures read = MergeFigures.of(json(STATS), json(SEGMENTS), json(NODES));

    assertThat(read.flushed).isEqualTo(12 + 1 - 2 - 1);
    assertThat(read.documents).isEqualTo(900);
    assertThat(read.bytes).isEqualTo(7_000);
    assertThat(read.shards).isEqualTo(2);
    assertThat(read.merged).isEqualTo(400);
  }

  /** Node a has one of two shards for one processor, b both for four, and c one for two. */
  @Test
  void the_node_with_the_most_shards_for_its_processors_counts() throws IOException {
    assertThat(MergeFigures.of(json(STATS), json(SEGMENTS), json(NODES)).share)
        .isCloseTo(0.5, within(1e-9));
    assertThat(
            MergeFigures.of(
                    json(STATS),
                    json(SEGMENTS),
                    json(NODES.replaceFirst("processors':1", "processors':8")))
                .share)
        .isCloseTo(0.25, within(1e-9));
  }

  @Test
  void a_figure_that_the_server_does_not_give_is_named() {
    assertThatThrownBy(() -> MergeFigures.of(json(STATS), json(SEGMENTS), json("{}")))
        .hasMessage("allocated_processors is missing");
    assertThatThrownBy(() -> MergeFigures.of(json("{}"), json(SEGMENTS), json(NODES)))
        .hasMessage("the statistics list no shards");
  }

  @Test
  void a_merge_is_as_fast_as_its_threads_without_their_pauses() {
    MergeFigures.Work work = MergeFigures.Work.of(json(STATS));

    assertThat(work.secondsEach().getAsDouble()).isCloseTo(0.4 / 800, within(1e-9));
    assertThat(work.minus(work).secondsEach()).isEmpty();
  }

  @Test
  void segments_are_those_that_the_merge_policy_allows() {
    assertThat(Segments.allowed(1)).isEqualTo(1);
    assertThat(Segments.allowed(21L << 20)).isEqualTo(11);
    assertThat(Segments.allowed(50L << 30)).isBetween(30L, 50L);
  }
}
