package dev.sluice.mapreduce.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.mapreduce.keys.InternalKeys;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

class InFlightShareTest {

  private static final long MB = 1 << 20;

  private final Configuration conf = new Configuration(false);

  private String inFlight(int tasks) {
    return InFlightShare.settings(conf, OptionalInt.of(tasks)).find("sluice.bulk.in-flight");
  }

  @Test
  void tasks_share_what_the_job_may_have_in_flight() {
    conf.set("sluice.bulk.in-flight", "auto");
    conf.set("sluice.bulk.size", "5mb");
    conf.setLong(InternalKeys.BYTES_IN_FLIGHT, 600 * MB);

    assertThat(inFlight(40)).isEqualTo("auto:3");
    assertThat(inFlight(20)).isEqualTo("auto:6");
  }

  @Test
  void a_task_that_does_not_know_of_others_has_all_of_it() {
    conf.set("sluice.bulk.in-flight", "auto:50");
    conf.set("sluice.bulk.size", "5mb");
    conf.setLong(InternalKeys.BYTES_IN_FLIGHT, 100 * MB);

    assertThat(InFlightShare.settings(conf, OptionalInt.empty()).find("sluice.bulk.in-flight"))
        .isEqualTo("auto:20");
  }

  @Test
  void there_is_always_one_request_for_a_task() {
    conf.set("sluice.bulk.in-flight", "auto");
    conf.setLong(InternalKeys.BYTES_IN_FLIGHT, MB);

    assertThat(inFlight(1_000)).isEqualTo("auto:1");
  }

  @Test
  void without_a_word_from_the_cluster_the_bound_stays() {
    conf.set("sluice.bulk.in-flight", "auto:12");

    assertThat(inFlight(1)).isEqualTo("auto:12");
  }

  @Test
  void a_number_that_was_given_is_no_share() {
    conf.set("sluice.bulk.in-flight", "7");
    conf.set("sluice.bulk.memory", "99mb");
    conf.setLong(InternalKeys.BYTES_IN_FLIGHT, MB);

    assertThat(inFlight(1)).isEqualTo("7");
    assertThat(InFlightShare.settings(conf, OptionalInt.of(1)).find("sluice.bulk.memory"))
        .isEqualTo("99mb");
  }
}
