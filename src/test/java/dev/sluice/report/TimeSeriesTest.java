package dev.sluice.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Fuzz;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeSeriesTest {

  private static final long SECOND = 1_000;

  private static Measures documents(long count) {
    return Measures.of(Map.of(Measure.DOCUMENTS, count));
  }

  private static List<Long> documents(TimeSeries series) {
    return series.beginnings().stream()
        .map(at -> series.intervalAt(at).sums().get(Measure.DOCUMENTS))
        .toList();
  }

  @Test
  void each_interval_gets_its_share_of_what_happened() {
    TimeSeries series = TimeSeries.ofAtMost(10);

    series.add(600, 1_400, documents(101), Latencies.none());

    assertThat(series.beginnings()).containsExactly(0L, SECOND);
    assertThat(documents(series)).containsExactly(51L, 50L);
  }

  @Test
  void neighbors_are_merged_when_there_are_too_many() {
    TimeSeries series = TimeSeries.ofAtMost(4);

    for (int i = 1; i < 9; i++) {
      series.add(i * SECOND, i * SECOND + 1, documents(1), Latencies.none());
    }

    assertThat(series.widthMillis()).isEqualTo(4 * SECOND);
    assertThat(documents(series)).containsExactly(3L, 4L, 1L);
  }

  @Test
  void a_task_that_was_suspended_for_a_year_needs_no_more_intervals() {
    TimeSeries series = TimeSeries.ofAtMost(64);
    long year = 365L * 86_400 * SECOND;

    series.add(0, SECOND, documents(1), Latencies.none());
    series.add(SECOND, year, documents(7), Latencies.none());

    assertThat(series.beginnings()).hasSizeLessThanOrEqualTo(64);
    assertThat(series.sums()).isEqualTo(documents(8));
  }

  @Test
  void a_clock_that_goes_back_loses_nothing() {
    TimeSeries series = TimeSeries.ofAtMost(64);

    series.add(100 * SECOND, 40 * SECOND, documents(5), Latencies.none());

    assertThat(series.beginnings()).containsExactly(40 * SECOND);
    assertThat(series.sums()).isEqualTo(documents(5));
  }

  @Test
  void a_copy_keeps_what_it_had() {
    TimeSeries series = TimeSeries.ofAtMost(64);
    series.add(0, SECOND, documents(5), Latencies.none());

    TimeSeries copy = series.copy();
    series.add(0, SECOND, documents(6), Latencies.none());

    assertThat(copy.sums()).isEqualTo(documents(5));
  }

  private static Measures random(Random random) {
    Map<Measure, Long> values = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      values.put(measure, (long) random.nextInt(1_000_000) - 1_000);
    }
    return Measures.of(values);
  }

  /** A series like that of a task, and what was added to it. */
  private static TimeSeries random(Random random, Measures[] sums, long[] requests) {
    TimeSeries series = TimeSeries.ofAtMost(1 + random.nextInt(20));
    long now = random.nextInt(1_000_000);
    for (int i = random.nextInt(60); i > 0; i--) {
      long next = now + random.nextInt(random.nextInt(10) == 0 ? 500_000 : 8_000);
      Latencies latencies = Latencies.none();
      for (int n = random.nextInt(3); n > 0; n--) {
        latencies.add(random.nextInt(2_000_000_000));
        requests[0]++;
      }
      Measures more = random(random);
      series.add(now, next, more, latencies);
      sums[0] = sums[0].plus(more);
      now = next;
    }
    return series;
  }

  @Test
  void sums_are_kept_however_intervals_and_tasks_are_merged() {
    Fuzz.seeds(
        random -> {
          Measures[] sums = {Measures.NONE};
          long[] requests = {0};
          int most = 1 + random.nextInt(30);
          TimeSeries job = TimeSeries.ofAtMost(most);
          for (int task = 0; task < 3; task++) {
            TimeSeries series = random(random, sums, requests);
            TaskHistory history = TaskHistory.of(1, 2, series, new ErrorTally());
            job.addAll(TaskHistory.read(history.toJson()).series());
          }

          assertThat(job.sums()).isEqualTo(sums[0]);
          assertThat(job.latencies().count()).isEqualTo(requests[0]);
          assertThat(job.beginnings())
              .hasSizeLessThanOrEqualTo(most)
              .allMatch(at -> at % job.widthMillis() == 0);
          assertThat(
                  job.beginnings().stream()
                      .map(at -> job.intervalAt(at).latencies())
                      .flatMap(Optional::stream)
                      .mapToLong(Latencies::count)
                      .sum())
              .isEqualTo(requests[0]);
        });
  }
}
