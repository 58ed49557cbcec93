package dev.sluice.mapreduce.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunningTasksTest {

  private static final long MILLI = Duration.ofMillis(1).toNanos();

  private long now = -5 * MILLI;

  @Test
  void the_tasks_of_each_job_are_counted() {
    RunningTasks.begun("one", now);
    RunningTasks.begun("one", now);
    RunningTasks.begun("two", now);
    RunningTasks.ended("two", now, 0);

    assertThat(RunningTasks.of("one")).isEqualTo(2);
    assertThat(RunningTasks.of("two")).isZero();
  }

  @Test
  void a_task_takes_over_the_share_of_one_that_has_ended_and_nobody_takes_it_twice() {
    RunningTasks.begun("shared", now);
    RunningTasks.ended("shared", now, 30 * MILLI);
    now += 200 * MILLI;

    assertThat(RunningTasks.begun("other", now)).isZero();
    assertThat(RunningTasks.begun("shared", now)).isEqualTo(230 * MILLI);
    assertThat(RunningTasks.begun("shared", now)).isZero();
  }

  @Test
  void a_share_that_was_free_for_more_than_a_second_may_belong_to_other_tasks_by_now() {
    RunningTasks.begun("late", now);
    RunningTasks.ended("late", now, 0);

    assertThat(RunningTasks.begun("late", now + 1_001 * MILLI)).isZero();
  }
}
