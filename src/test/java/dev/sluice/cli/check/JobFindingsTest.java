package dev.sluice.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JobFindingsTest {

  private static final long GB = 1L << 30;

  private static JobFacts job(Map<String, String> keys) {
    Settings settings = Settings.from(keys::get);
    JobFacts job = JobFacts.read(settings);
    settings.check();
    return job;
  }

  private static Source source(int tasks, long bytes, int limit) {
    long[] each = new long[tasks];
    Arrays.fill(each, bytes);
    return new Source(tasks + " regions", each, limit, 16L << 20);
  }

  /** Ten nodes of sixteen write threads. */
  private static Target target(int shards) {
    return new Target(10, shards, 160, 100_000, 10 * 3 * GB, OptionalLong.of(100 * GB));
  }

  private static Finding finding(String name, JobFacts job, Source source, Target target) {
    return new JobFindings(job, source, target)
        .of(OptionalLong.of(GB)).stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void ten_mappers_for_ten_nodes_are_ok() {
    List<Finding> findings =
        new JobFindings(job(Map.of()), source(10, GB, 10), target(20)).of(OptionalLong.of(GB));

    assertThat(findings).allMatch(finding -> finding.level() == Level.OK);
    assertThat(findings)
        .extracting(finding -> finding.name() + ": " + finding.figure())
        .containsExactly(
            "input: 10 regions, 10.0 GB",
            "tasks: 10, at most 10 running, largest 1.0 GB",
            "requests: 10 mappers x up to 8 = 80 requests for 160 write threads",
            "request size: 3.6 MB to 2 shards: 1.8 MB each",
            "memory: 112.0 MB per task of 1.0 GB heap");
  }

  @Test
  void a_mapper_for_each_of_256_regions_makes_small_segments() {
    Finding tasks = finding("tasks", job(Map.of()), source(256, GB / 8, 0), target(10));

    assertThat(tasks.level()).isEqualTo(Level.LOOK);
    assertThat(tasks.advice()).contains("--mappers 10");
  }

  @Test
  void a_fixed_number_of_requests_above_what_the_nodes_hold_is_bad() {
    JobFacts job = job(Map.of("sluice.bulk.in-flight", "64", "sluice.bulk.size", "20mb"));

    Finding requests = finding("requests", job, source(40, GB, 0), target(10));

    assertThat(requests.level()).isEqualTo(Level.BAD);
    assertThat(requests.figure())
        .isEqualTo("40 mappers x 64 = 2,560 requests for 160 write threads");
  }

  @Test
  void an_adaptive_number_of_requests_stays_within_its_share_of_the_indexing_pressure() {
    Target small = new Target(1, 1, 2, 10_000, 50L << 20, OptionalLong.empty());

    assertThat(finding("requests", job(Map.of()), source(2, GB, 0), small).figure())
        .isEqualTo("2 mappers x up to 1 = 2 requests for 2 write threads");
  }

  @Test
  void tiny_requests_for_many_shards_are_worth_a_look() {
    Finding size =
        finding(
            "request size",
            job(Map.of("sluice.bulk.size", "1mb", "sluice.routing.lanes", "off")),
            source(10, GB, 0),
            target(50));

    assertThat(size.level()).isEqualTo(Level.LOOK);
    assertThat(size.figure()).isEqualTo("1.0 MB to 50 shards: 20.5 KB each");
  }

  @Test
  void a_task_that_reads_most_of_the_input_is_worth_a_look() {
    Source skewed = new Source("3 files", new long[] {GB, GB, 20 * GB}, 0, 0);

    assertThat(finding("tasks", job(Map.of()), skewed, target(10)).level()).isEqualTo(Level.LOOK);
  }

  @Test
  void an_input_larger_than_the_disks_is_worth_a_look() {
    Finding input = finding("input", job(Map.of()), source(10, 20 * GB, 0), target(10));

    assertThat(input.level()).isEqualTo(Level.LOOK);
    assertThat(input.advice()).contains("high watermark");
  }

  @Test
  void buffers_above_the_heap_of_a_task_are_bad() {
    JobFacts job = job(Map.of("sluice.bulk.memory", "1gb"));

    assertThat(finding("memory", job, source(1, GB, 0), target(1)).level()).isEqualTo(Level.BAD);
  }

  @Test
  void the_last_maximum_in_the_options_of_java_is_the_heap() {
    assertThat(TaskHeap.inOptions("-Xmx200m -ea -Xmx2G")).hasValue(2 * GB);
    assertThat(TaskHeap.inOptions("-Xmx1048576")).hasValue(1 << 20);
    assertThat(TaskHeap.inOptions("-ea")).isEmpty();
  }
}
