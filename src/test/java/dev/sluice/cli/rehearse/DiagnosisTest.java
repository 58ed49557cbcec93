package dev.sluice.cli.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiagnosisTest {

  private static final int IN_FLIGHT = 8;

  private final SimulatedLoad load = new SimulatedLoad();
  private final Map<TrialCounter, Long> counters = new EnumMap<>(TrialCounter.class);
  private Diagnosis.Places places = new Diagnosis.Places(3, 3, 6);

  private Diagnosis diagnosis(int tasks) {
    return new Diagnosis(
        load.run(tasks, IN_FLIGHT),
        Optional.of(load.run(tasks, IN_FLIGHT / 4)),
        Optional.of(load.run(tasks, 2 * IN_FLIGHT)),
        Optional.of(load.run(2 * tasks, IN_FLIGHT)),
        places);
  }

  private String advice(int tasks) {
    return new Advice(
            diagnosis(tasks), places, new LoadSetup(IN_FLIGHT, 100, true, false, false, 1), tasks)
        .line();
  }

  @Test
  void a_busy_server_is_seen_by_answers_that_take_longer_the_more_requests_there_are() {
    load.indexing = 0.4;
    load.threads = 4;

    assertThat(diagnosis(4).bottleneck()).isEqualTo(Bottleneck.SERVER);
    assertThat(advice(4))
        .isEqualTo(
            "sluice.index.load-mode=bulk: up to 2.0 times as fast without replicas (calculated)");
  }

  @Test
  void of_a_busy_server_with_idle_nodes_the_shards_are_too_few() {
    load.indexing = 0.4;
    load.threads = 1;
    places = new Diagnosis.Places(3, 1, 1);

    assertThat(diagnosis(4).bottleneck()).isEqualTo(Bottleneck.FEW_SHARDS);
    assertThat(advice(4)).startsWith("index.number_of_shards=3").contains("up to 3.0 times");
  }

  @Test
  void only_the_bottlenecks_in_data_nodes_are_slowed_down_by_their_merges() {
    assertThat(Bottleneck.values())
        .filteredOn(Bottleneck::isOfDataNodes)
        .containsExactly(Bottleneck.SERVER, Bottleneck.FEW_SHARDS, Bottleneck.QUEUE);
  }

  @Test
  void a_long_way_is_seen_by_a_rate_that_grows_with_the_requests() {
    load.wayThere = 0.2;
    load.wayBack = 0.2;

    assertThat(diagnosis(1).bottleneck()).isEqualTo(Bottleneck.ROUND_TRIP);
    assertThat(diagnosis(1).gainOfRequests()).isCloseTo(2, within(0.1));
    assertThat(advice(1)).startsWith("sluice.bulk.in-flight=16: 2.0 times as fast (measured)");
  }

  @Test
  void a_server_that_answers_slowly_and_is_not_busy_wants_more_requests() {
    load.indexing = 0.4;
    load.threads = 100;

    assertThat(diagnosis(1).bottleneck()).isEqualTo(Bottleneck.ROUND_TRIP);
  }

  @Test
  void a_narrow_network_is_seen_by_the_time_that_is_not_the_servers() {
    load.link = 0.1;

    assertThat(diagnosis(2).bottleneck()).isEqualTo(Bottleneck.NETWORK);
    assertThat(advice(2)).startsWith("sluice.compression=gzip");
  }

  @Test
  void a_slow_source_makes_tasks_that_do_not_wait_for_Elasticsearch() {
    load.reading = 1;

    assertThat(diagnosis(4).bottleneck()).isEqualTo(Bottleneck.SOURCE);
    assertThat(advice(4)).isEqualTo("--mappers 8: 2.0 times as fast (measured)");
  }

  @Test
  void tasks_that_convert_most_of_the_time_are_limited_by_their_CPU() {
    load.encoding = 1;

    assertThat(diagnosis(4).bottleneck()).isEqualTo(Bottleneck.ENCODING);
  }

  @Test
  void refused_requests_mean_that_the_write_queue_is_full() {
    load.indexing = 0.2;
    load.threads = 2;
    load.queue = 10;

    assertThat(diagnosis(4).bottleneck()).isEqualTo(Bottleneck.QUEUE);
    assertThat(advice(4)).startsWith("sluice.bulk.in-flight=2: 1.0 times as fast (measured)");
  }

  @Test
  void without_other_trials_a_saturated_server_is_still_named() {
    load.indexing = 0.4;
    load.threads = 4;
    TrialFigures base = load.run(4, IN_FLIGHT);

    Diagnosis alone =
        new Diagnosis(base, Optional.empty(), Optional.empty(), Optional.empty(), places);

    assertThat(alone.bottleneck()).isEqualTo(Bottleneck.SERVER);
    assertThat(alone.triedTasks()).isFalse();
  }

  private Diagnosis compared(TrialFigures base, TrialFigures few, TrialFigures many) {
    return new Diagnosis(base, Optional.of(few), Optional.of(many), Optional.empty(), places);
  }

  /** Measured: with 8 requests in flight, {@code took} was less than half of a round trip. */
  @Test
  void a_busy_server_is_named_although_its_figures_leave_out_a_queue() {
    Diagnosis real =
        compared(
            figures(4.0, 2_890, 588, 292),
            figures(1.0, 4_127, 102, 101),
            figures(8.0, 3_698, 904, 435));

    assertThat(real.bottleneck()).isEqualTo(Bottleneck.SERVER);
  }

  /** Measured on a machine that was very busy. */
  @Test
  void a_rate_that_falls_with_more_requests_is_not_limited_by_the_round_trip() {
    Diagnosis real =
        compared(
            figures(1.7, 91, 2134, 2109),
            figures(0.8, 1, 1844, 1612),
            figures(2.4, 54, 3210, 2578));

    assertThat(real.bottleneck()).isEqualTo(Bottleneck.SERVER);
    assertThat(new Advice(real, places, new LoadSetup(8, 2, true, true, false, 1), 2).line())
        .startsWith("no key: ");
  }

  @Test
  void fewer_requests_that_are_about_as_fast_are_named_for_their_fewer_refusals() {
    counters.put(TrialCounter.REFUSED, 50L);
    Diagnosis refused =
        compared(figures(8, 5_648, 31, 11), figures(4, 5_295, 68, 32), figures(8, 5_939, 58, 24));

    assertThat(new Advice(refused, places, new LoadSetup(16, 4, true, false, false, 1), 1).line())
        .isEqualTo(
            "sluice.bulk.in-flight=4: 0.9 times as fast (measured), with fewer refused requests");
  }

  @Test
  void a_key_that_was_measured_slower_is_never_the_next_to_change() {
    counters.put(TrialCounter.REFUSED, 50L);
    Diagnosis refused =
        compared(figures(8, 1_000, 50, 20), figures(2, 600, 100, 80), figures(8, 900, 50, 20));
    counters.clear();
    Diagnosis alone =
        new Diagnosis(
            figures(8, 1_000, 50, 5), Optional.empty(), Optional.empty(), Optional.empty(), places);
    LoadSetup setup = new LoadSetup(8, 2, true, false, false, 1);

    assertThat(refused.bottleneck()).isEqualTo(Bottleneck.QUEUE);
    assertThat(new Advice(refused, places, setup, 2).line())
        .startsWith("no key: with sluice.bulk.in-flight=2 the load was only 0.6 times as fast");
    assertThat(alone.bottleneck()).isEqualTo(Bottleneck.ROUND_TRIP);
    assertThat(new Advice(alone, places, setup, 2).line())
        .isEqualTo("no key: the input is too small to compare other settings");
  }

  private TrialFigures figures(
      double inFlight, long rate, long roundTripMillis, long serverMillis) {
    Map<TrialCounter, Long> all = new EnumMap<>(counters);
    all.putAll(
        Map.of(
            TrialCounter.TASKS,
            1L,
            TrialCounter.DOCUMENTS_PER_KILOSECOND,
            rate * 1000,
            TrialCounter.REQUESTS,
            100L,
            TrialCounter.WINDOW_MICROS,
            1_000_000L,
            TrialCounter.IN_FLIGHT_MICROS,
            (long) (inFlight * 1_000_000),
            TrialCounter.REQUEST_MICROS,
            roundTripMillis * 100_000,
            TrialCounter.SERVER_MICROS,
            serverMillis * 100_000));
    return TrialFigures.of(counter -> all.getOrDefault(counter, 0L), 1);
  }
}
