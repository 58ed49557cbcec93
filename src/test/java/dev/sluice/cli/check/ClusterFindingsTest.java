package dev.sluice.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ClusterFindingsTest {

  static final List<String> SERVERS = List.of(RecordedReplies.SERVERS);

  private static List<Finding> judge(RecordedReplies replies) {
    long time = facts(replies, 0).dataNodes().get(0).stat("timestamp");
    return ClusterFindings.of(facts(replies, time));
  }

  private static ClusterFacts facts(RecordedReplies replies, long time) {
    return ClusterFacts.read(null, Set.of(), replies, () -> time);
  }

  private static Finding finding(String name, List<Finding> findings) {
    return findings.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  private static Finding finding(String name, RecordedReplies replies) {
    return finding(name, judge(replies));
  }

  @ParameterizedTest
  @FieldSource("SERVERS")
  void an_idle_server_of_each_kind_is_ok_and_reports_every_figure(String server) {
    RecordedReplies replies =
        RecordedReplies.of(server)
            .with("\"threshold_enabled\": \"false\"", "\"threshold_enabled\": \"true\"");

    List<Finding> findings = judge(replies);

    assertThat(findings)
        .extracting(Finding::name)
        .containsExactly(
            "versions",
            "health",
            "data nodes",
            "clock skew",
            "disk",
            "write threads",
            "indexing pressure",
            "heap",
            "file handles");
    assertThat(findings.subList(3, 9))
        .allSatisfy(finding -> assertThat(finding.level()).as("" + finding).isEqualTo(Level.OK));
    assertThat(finding("write threads", findings).figure())
        .isEqualTo("2, queue 0 of 10,000, 0 rejected so far");
    assertThat(finding("indexing pressure", findings).figure())
        .isEqualTo("0 bytes of 49.5 MB, 0 rejected so far");
    assertThat(finding("heap", findings).figure())
        .matches("\\d+% used at most, smallest heap 494.9 MB");
    assertThat(finding("file handles", findings).figure()).matches("1\\d\\d of 20,000");
  }

  @Test
  void a_red_cluster_is_bad_and_says_which_request_explains_it() {
    Finding health =
        finding(
            "health",
            RecordedReplies.ofElasticsearch()
                .with("\"status\": \"green\"", "\"status\": \"red\"")
                .with("\"unassigned_shards\": 0", "\"unassigned_shards\": 2"));

    assertThat(health.level()).isEqualTo(Level.BAD);
    assertThat(health.figure()).isEqualTo("red, 2 shards unassigned");
    assertThat(health.advice()).contains("GET _cluster/allocation/explain");
  }

  @Test
  void a_yellow_cluster_is_worth_a_look() {
    RecordedReplies yellow =
        RecordedReplies.ofElasticsearch().with("\"status\": \"green\"", "\"status\": \"yellow\"");

    assertThat(finding("health", yellow).level()).isEqualTo(Level.LOOK);
  }

  @Test
  void rejections_so_far_are_worth_a_look_and_a_full_queue_is_bad() {
    Finding rejected =
        finding(
            "write threads",
            RecordedReplies.ofElasticsearch().with("\"rejected\": 0", "\"rejected\": 1234"));
    Finding full =
        finding(
            "write threads",
            RecordedReplies.ofElasticsearch().with("\"queue\": 0", "\"queue\": 9000"));

    assertThat(rejected.level()).isEqualTo(Level.LOOK);
    assertThat(rejected.figure()).endsWith("1,234 rejected so far");
    assertThat(full.level()).isEqualTo(Level.BAD);
  }

  @Test
  void indexing_pressure_near_its_limit_is_bad_and_names_the_node() {
    Finding pressure =
        finding(
            "indexing pressure",
            RecordedReplies.ofElasticsearch()
                .with("\"all_in_bytes\": 0", "\"all_in_bytes\": 50000000"));

    assertThat(pressure.level()).isEqualTo(Level.BAD);
    assertThat(pressure.advice()).contains("node vm");
  }

  @Test
  void a_full_heap_and_few_file_handles_are_bad() {
    assertThat(
            finding(
                    "heap",
                    RecordedReplies.ofElasticsearch()
                        .with("\"heap_used_percent\": 8", "\"heap_used_percent\": 97"))
                .level())
        .isEqualTo(Level.BAD);
    assertThat(
            finding(
                    "file handles",
                    RecordedReplies.ofElasticsearch()
                        .with("\"max_file_descriptors\": 20000", "\"max_file_descriptors\": 200"))
                .level())
        .isEqualTo(Level.BAD);
  }

  @Test
  void the_clock_of_a_node_is_compared_with_that_of_this_machine() {
    RecordedReplies replies = RecordedReplies.ofElasticsearch();
    long time = facts(replies, 0).dataNodes().get(0).stat("timestamp");

    Finding some = finding("clock skew", ClusterFindings.of(facts(replies, time - 30_000)));
    Finding much = finding("clock skew", ClusterFindings.of(facts(replies, time + 600_000)));

    assertThat(some.level()).isEqualTo(Level.LOOK);
    assertThat(some.figure()).isEqualTo("30.0 s between vm and this machine");
    assertThat(much.level()).isEqualTo(Level.BAD);
  }

  @Test
  void watermarks_that_are_off_are_worth_a_look() {
    assertThat(finding("disk", RecordedReplies.ofElasticsearch()).figure())
        .isEqualTo("71.6 GB free, watermarks are off");
  }

  @Test
  void a_disk_is_judged_by_its_watermarks() {
    assertThat(disk("77000000000").level()).isEqualTo(Level.OK);
    assertThat(disk("35000000000").level()).isEqualTo(Level.LOOK);
    assertThat(disk("20000000000").level()).isEqualTo(Level.BAD);
    assertThat(disk("20000000000").advice()).startsWith("above the high watermark");
    assertThat(disk("10000000000").advice()).startsWith("above the flood stage");
  }

  private static Finding disk(String available) {
    return finding(
        "disk",
        RecordedReplies.ofElasticsearch()
            .with("\"threshold_enabled\": \"false\"", "\"threshold_enabled\": \"true\"")
            .with("\"available_in_bytes\": 76884410368", "\"available_in_bytes\": " + available));
  }

  @Test
  void what_the_credentials_do_not_show_is_one_line_with_the_privilege() {
    RecordedReplies replies = RecordedReplies.ofElasticsearch().forbidding("/_");

    List<Finding> findings = ClusterFindings.of(facts(replies, 0));
    List<String> lines =
        new CheckScreen(100).lines(new CheckReport(List.of(new FindingGroup("cluster", findings))));

    assertThat(findings).noneMatch(Finding::isSeen);
    assertThat(String.join(" ", lines).replaceAll(" +", " "))
        .isEqualTo(
            "cluster look not seen versions, health, data nodes, clock skew, disk, write threads,"
                + " indexing pressure, heap, file handles -> grant the cluster privilege monitor"
                + " 0 ok, 9 look, 0 bad: the load can run, but may be slow");
  }
}
