package dev.sluice.mapreduce.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.mapreduce.keys.InternalKeys;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

class InFlightShareTest {

  private static final long MB = 1 << 20;

  private final Configuration conf = new Configuration(false);

  private String inFlight(boolean reduces) {
    return InFlightShare.settings(conf, reduces).find("sluice.bulk.in-flight");
  }

  @Test
  void tasks_share_what_the_job_may_have_in_flight() {
    conf.set("sluice.bulk.in-flight", "auto");
    conf.set("sluice.bulk.size", "5mb");
    conf.setLong(InternalKeys.BYTES_IN_FLIGHT, 600 * MB);
    conf.setInt("mapreduce.job.maps", 40);
    conf.setInt("mapreduce.job.reduces", 20);

    assertThat(inFlight(false)).isEqualTo("auto:3");
    assertThat(inFlight(true)).isEqualTo("auto:6");
  }

  @Test
  void tasks_that_cannot_run_at_the_same_time_do_not_share() {
    conf.set("sluice.bulk.in-flight", "auto");
    conf.setLong(InternalKeys.BYTES_IN_FLIGHT, 600 * MB);
    conf.setInt("mapreduce.job.maps", 4_000);
    conf.setInt("mapreduce.job.running.map.limit", 24);

    assertThat(inFlight(false)).isEqualTo("auto:5");

    conf.set("mapreduce.framework.name", "local");
    conf.setInt("mapreduce.local.map.tasks.maximum", 30);

    assertThat(inFlight(false)).isEqualTo("auto:4");
  }

  @Test
  void there_is_always_one_request_for_a_task() {
    conf.set("sluice.bulk.in-flight", "auto");
    conf.setLong(InternalKeys.BYTES_IN_FLIGHT, MB);
    conf.setInt("mapreduce.job.maps", 1_000);

    assertThat(inFlight(false)).isEqualTo("auto:1");
  }

  @Test
  void without_a_word_from_the_cluster_the_bound_stays() {
    conf.set("sluice.bulk.in-flight", "auto:12");

    assertThat(inFlight(false)).isEqualTo("auto:12");
  }

  @Test
  void a_number_that_was_given_is_no_share() {
    conf.set("sluice.bulk.in-flight", "7");
    conf.set("sluice.bulk.memory", "99mb");
    conf.setLong(InternalKeys.BYTES_IN_FLIGHT, MB);

    assertThat(inFlight(false)).isEqualTo("7");
    assertThat(InFlightShare.settings(conf, false).find("sluice.bulk.memory")).isEqualTo("99mb");
  }
}
