package dev.sluice.cli.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.cli.rehearse.merges.MergeTime;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForecastTest {

  private final TrialFigures base = new SimulatedLoad().run(4, 8);

  private Forecast forecast(InputSize input, Forecast.Sampled sampled) {
    return new Forecast(input, base, sampled);
  }

  @Test
  void documents_of_files_follow_from_their_bytes() {
    InputSize files = new InputSize(1_000_000, 10, 100_000, 0, 0, false, false);

    Forecast forecast = forecast(files, new Forecast.Sampled(50, 10_000, 0, false));

    assertThat(forecast.documents()).isEqualTo(5_000);
    assertThat(forecast.seconds()).isCloseTo(5_000 / base.rate, within(1e-6));
  }

  @Test
  void rows_of_a_table_follow_from_the_stored_size_of_a_row_however_few_were_loaded() {
    InputSize table = new InputSize(1_000_000, 10, 100_000, 500, 0, true, false);

    assertThat(forecast(table, new Forecast.Sampled(3, 900_000, 100, false)).documents())
        .isEqualTo(2_000);
  }

  @Test
  void the_more_the_sizes_of_rows_differ_the_wider_is_the_interval() {
    Forecast.Sampled sampled = new Forecast.Sampled(100, 0, 100_000, false);
    InputSize equal = new InputSize(1_000_000, 10, 100_000, 500, 0, false, false);
    InputSize skewed = new InputSize(1_000_000, 10, 100_000, 500, 0.4, false, false);

    assertThat(forecast(equal, sampled).sizeUncertainty()).isCloseTo(0.05, within(1e-6));
    assertThat(forecast(skewed, sampled).sizeUncertainty()).isCloseTo(0.45, within(1e-6));
  }

  @Test
  void an_input_that_was_read_as_a_whole_is_counted() {
    InputSize small = new InputSize(0, 3, 0, 0, 0, true, false);

    Forecast exact = forecast(small, new Forecast.Sampled(3_581, 0, 9, true));

    assertThat(exact.documents()).isEqualTo(3_581);
    assertThat(exact.seconds()).isPositive().isFinite();
    assertThat(exact.uncertainty())
        .isLessThan(forecast(small, new Forecast.Sampled(3_581, 0, 9, false)).uncertainty());
  }

  @Test
  void the_documents_of_an_input_of_unknown_size_are_unknown() {
    InputSize unknown = new InputSize(0, 3, 0, 0, 0, true, false);

    assertThat(forecast(unknown, new Forecast.Sampled(10, 0, 9, false)).documents()).isZero();
  }

  @Test
  void a_large_split_that_one_task_reads_ends_last() {
    InputSize skewed = new InputSize(1_000_000, 10, 500_000, 0, 0, false, false);
    Forecast.Sampled sampled = new Forecast.Sampled(50, 10_000, 0, false);

    assertThat(forecast(skewed, sampled).seconds())
        .isCloseTo(0.5 * 5_000 / (base.rate / 4), within(1e-6));
  }

  @Test
  void retries_at_the_end_are_waited_for_once_or_by_each_task_if_they_run_one_by_one() {
    InputSize files = new InputSize(1_000_000, 10, 100_000, 0, 0, false, false);
    Forecast.Sampled sampled = new Forecast.Sampled(50, 10_000, 0, false);

    assertThat(new Forecast(files, withTail(1), sampled).seconds())
        .isCloseTo(5_000 / 100 + 10 * 20, within(1e-6));
    assertThat(new Forecast(files, withTail(4), sampled).seconds())
        .isCloseTo(5_000 / 100 + 20, within(1e-6));
  }

  /** Tasks that write 100 documents/s in total, and each wait for retries for 20 s at the end. */
  private static TrialFigures withTail(int tasks) {
    Map<TrialCounter, Long> counters =
        Map.of(
            TrialCounter.TASKS,
            (long) tasks,
            TrialCounter.DOCUMENTS_PER_KILOSECOND,
            100_000L,
            TrialCounter.TAIL_MICROS,
            tasks * 20_000_000L);
    return TrialFigures.of(counter -> counters.getOrDefault(counter, 0L), tasks);
  }

  @Test
  void the_beginning_of_a_file_is_worth_less_than_a_sample() {
    Forecast.Sampled sampled = new Forecast.Sampled(50, 10_000, 0, false);

    assertThat(forecast(new InputSize(1_000_000, 1, 1, 0, 0, false, true), sampled).uncertainty())
        .isGreaterThan(
            forecast(new InputSize(1_000_000, 1, 1, 0, 0, false, false), sampled).uncertainty());
  }

  @Test
  void later_merges_take_their_time_and_widen_the_interval_by_half_of_it() {
    InputSize files = new InputSize(1_000_000, 10, 100_000, 0, 0, false, false);
    Forecast.Sampled sampled = new Forecast.Sampled(50, 10_000, 0, false);
    Forecast without = new Forecast(files, withTail(4), sampled);

    Forecast with = without.with(MergeTime.of(30));

    assertThat(with.seconds()).isCloseTo(without.seconds() + 30, within(1e-6));
    assertThat(with.laterMergeSeconds()).isCloseTo(30, within(1e-6));
    assertThat(with.uncertainty() - without.uncertainty())
        .isCloseTo(0.5 * 30 / with.seconds(), within(1e-6));
  }

  @Test
  void later_merges_end_before_a_large_split_that_one_task_reads() {
    InputSize skewed = new InputSize(1_000_000, 10, 500_000, 0, 0, false, false);
    Forecast.Sampled sampled = new Forecast.Sampled(50, 10_000, 0, false);
    Forecast without = new Forecast(skewed, withTail(4), sampled);

    Forecast with = without.with(MergeTime.of(30));

    assertThat(with.seconds()).isCloseTo(without.seconds(), within(1e-6));
    assertThat(with.laterMergeSeconds()).isZero();
  }

  @Test
  void tasks_that_run_at_the_same_time_are_counted() {
    assertThat(
            ConcurrentTasks.most(
                Arrays.asList(new long[] {0, 10}, new long[] {5, 12}, new long[] {10, 20})))
        .isEqualTo(2);
    assertThat(ConcurrentTasks.most(Arrays.asList())).isEqualTo(1);
  }
}
