package dev.sluice.cli.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.cluster.JsonTree;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class IndexFindingsTest {

  static final List<String> SERVERS = List.of(RecordedReplies.SERVERS);

  private static List<Finding> judge(RecordedReplies replies, boolean loadMode) {
    IndexFacts facts = IndexLookup.of("pages", replies).found().orElseThrow();
    return IndexFindings.of(facts, 1, loadMode);
  }

  private static Finding finding(String name, RecordedReplies replies) {
    return finding(name, judge(replies, false));
  }

  private static Finding finding(String name, List<Finding> findings) {
    return findings.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @FieldSource("SERVERS")
  void an_index_of_each_server_reports_every_figure(String server) {
    List<Finding> findings = judge(RecordedReplies.of(server), false);

    assertThat(findings)
        .extracting(Finding::name)
        .containsExactly(
            "shards",
            "replicas",
            "refresh",
            "translog",
            "segments",
            "merges",
            "open searches",
            "mapping",
            "blocks",
            "pipeline");
    assertThat(findings)
        .filteredOn(finding -> finding.level() != Level.OK)
        .extracting(Finding::name)
        .containsExactly("refresh");
    assertThat(finding("shards", findings).figure()).isEqualTo("2 on 1 data node");
    assertThat(finding("mapping", findings).figure()).isEqualTo("4 of 1,000 fields");
    assertThat(finding("translog", findings).figure()).isEqualTo("request");
    assertThat(finding("segments", findings).figure())
        .matches(".*per shard, [34]\\.\\d KB in the middle, [34]\\.\\d KB at most");
    assertThat(finding("open searches", findings).figure())
        .isEqualTo("0 contexts (points in time and searches), 0 scrolls");
  }

  @Test
  void load_mode_turns_off_refresh_and_replicas() {
    RecordedReplies replies =
        RecordedReplies.ofElasticsearch()
            .with("\"number_of_replicas\": \"0\"", "\"number_of_replicas\": \"2\"");

    assertThat(finding("replicas", replies).level()).isEqualTo(Level.LOOK);
    assertThat(judge(replies, true)).allMatch(finding -> finding.level() == Level.OK);
  }

  @Test
  void a_refresh_of_thirty_seconds_is_ok() {
    assertThat(IndexFindings.refresh("30s", false).level()).isEqualTo(Level.OK);
    assertThat(IndexFindings.refresh("-1", false).figure()).isEqualTo("off");
    assertThat(IndexFindings.refresh("500ms", false).level()).isEqualTo(Level.LOOK);
  }

  @Test
  void an_async_translog_is_worth_a_look() {
    assertThat(IndexFindings.durability("async", false).level()).isEqualTo(Level.LOOK);
  }

  @Test
  void a_write_block_is_bad_and_named() {
    Finding blocks =
        finding(
            "blocks",
            RecordedReplies.ofElasticsearch()
                .with(
                    "\"blocks\": {},",
                    "\"blocks\": {\"indices\":{\"pages\":{\"12\":{\"description\":"
                        + "\"disk usage exceeded flood-stage watermark\",\"levels\":[\"write\"]},"
                        + "\"9\":{\"description\":\"no metadata\",\"levels\":"
                        + "[\"metadata_write\"]}}}},"));

    assertThat(blocks.level()).isEqualTo(Level.BAD);
    assertThat(blocks.figure()).isEqualTo("disk usage exceeded flood-stage watermark");
  }

  @Test
  void a_closed_index_is_bad() {
    assertThat(
            finding(
                "blocks",
                RecordedReplies.ofElasticsearch()
                    .with("\"state\": \"open\"", "\"state\": \"close\"")))
        .hasToString("bad blocks: closed: open it: POST pages/_open");
  }

  @Test
  void a_default_pipeline_is_worth_a_look() {
    assertThat(
            finding(
                    "pipeline",
                    RecordedReplies.ofElasticsearch()
                        .with("\"default_pipeline\": \"_none\"", "\"default_pipeline\": \"geo\""))
                .figure())
        .isEqualTo("default_pipeline geo");
  }

  @Test
  void a_mapping_at_its_limit_is_bad() {
    assertThat(
            finding(
                    "mapping",
                    RecordedReplies.ofElasticsearch()
                        .with(
                            "\"provided_name\": \"pages\"",
                            "\"mapping\":{\"total_fields\":{\"limit\":\"4\"}}"))
                .level())
        .isEqualTo(Level.BAD);
  }

  @Test
  void an_index_that_is_throttled_now_is_bad() {
    assertThat(
            finding(
                    "merges",
                    RecordedReplies.ofElasticsearch()
                        .with("\"is_throttled\": false", "\"is_throttled\": true"))
                .level())
        .isEqualTo(Level.BAD);
  }

  @Test
  void the_settings_that_a_dead_job_left_are_bad_since_they_keep_other_jobs_out() {
    Finding left =
        finding(
            "load mode",
            RecordedReplies.ofElasticsearch()
                .with("\"_meta\": {", "\"_meta\": {\"sluice\":{\"job\":\"job_1_0042\"},"));

    assertThat(left.level()).isEqualTo(Level.BAD);
    assertThat(left.figure()).isEqualTo("left by job job_1_0042");
    assertThat(left.advice()).endsWith("sluice restore --index pages");
  }

  @Test
  void without_the_cluster_state_the_settings_of_the_index_are_read() {
    List<Finding> findings =
        judge(
            RecordedReplies.ofElasticsearch()
                .forbidding("/_")
                .forbidding("/pages/_stats")
                .forbidding("/pages/_segments"),
            false);

    assertThat(finding("shards", findings).figure()).startsWith("2");
    assertThat(finding("mapping", findings).figure()).isEqualTo("4 of 1,000 fields");
    assertThat(findings)
        .filteredOn(finding -> !finding.isSeen())
        .allMatch(finding -> finding.advice().equals("grant the privilege monitor on index pages"))
        .extracting(Finding::name)
        .containsExactly("segments", "merges", "open searches");
  }

  @Test
  void of_an_alias_its_write_index_is_judged() {
    String index = "{\"state\":\"open\",\"settings\":{\"index\":{\"number_of_shards\":\"%s\"}}}";
    String state =
        "{\"metadata\":{\"indices\":{\"a-9\":"
            + index.formatted("9")
            + ",\"a-10\":"
            + index.formatted("10")
            + "}}}";
    String aliases = "{\"a-10\":{\"aliases\":{\"all\":{\"is_write_index\":true}}}}";

    assertThat(aliasShards(state, aliases)).isEqualTo(10);
    assertThat(aliasShards(state, "{}")).isEqualTo(9);
  }

  private static int aliasShards(String state, String aliases) {
    Questions questions =
        (path, privilege) -> {
          String json =
              path.startsWith("/_cluster/state")
                  ? state
                  : path.startsWith("/_alias/all?") ? aliases : "{}";
          return Answer.of(JsonTree.parse(json.getBytes(UTF_8)));
        };
    return IndexLookup.of("all", questions).found().orElseThrow().shards();
  }

  @Test
  void an_index_nobody_may_see_is_not_taken_for_a_missing_one() {
    IndexLookup lookup =
        IndexLookup.of(
            "pages", RecordedReplies.ofElasticsearch().forbidding("/_").forbidding("/pages"));

    assertThat(lookup.found()).isEmpty();
    assertThat(lookup.isUnseen()).isTrue();
  }

  @ParameterizedTest
  @FieldSource("SERVERS")
  void a_missing_index_is_made_from_the_template_of_its_name(String server) {
    RecordedReplies replies = RecordedReplies.of(server);
    assertThat(IndexLookup.of("nothere", replies).found()).isEmpty();
    assertThat(IndexLookup.of("nothere", replies).isUnseen()).isFalse();

    NewIndexFindings made = made("capnew-1", new NewIndexBody("auto", Optional.empty()), replies);

    assertThat(made.of(3, false).get(0).figure())
        .isEqualTo("does not exist, the job would create it from template capt");
    assertThat(made.shards()).isEqualTo(3);
  }

  @Test
  void the_body_of_the_create_request_overrides_the_template() {
    String body = "{\"settings\":{\"index\":{\"number_of_shards\":5},\"number_of_replicas\":0}}";
    NewIndexFindings made =
        made(
            "capnew-1",
            new NewIndexBody("pages.json", Optional.of(body)),
            RecordedReplies.ofElasticsearch());

    assertThat(made.shards()).isEqualTo(5);
    assertThat(made.of(3, false).get(0).figure()).endsWith("from pages.json and template capt");
    assertThat(finding("replicas", made.of(3, false)).figure()).isEqualTo("0");
  }

  @Test
  void the_components_of_a_template_count_unless_it_says_otherwise() {
    String component =
        "\"metadata\": {\"component_template\":{\"component_template\":{\"base\":"
            + "{\"template\":{\"settings\":{\"index\":{\"number_of_shards\":\"9\","
            + "\"refresh_interval\":\"45s\"}}}}}},";
    NewIndexFindings made =
        made(
            "capnew-1",
            new NewIndexBody("auto", Optional.empty()),
            RecordedReplies.ofElasticsearch()
                .with("\"metadata\": {", component)
                .with("\"composed_of\": []", "\"composed_of\": [\"base\"]"));

    assertThat(made.shards()).isEqualTo(3);
    assertThat(finding("refresh", made.of(3, false)).figure()).isEqualTo("45s");
  }

  @Test
  void a_missing_index_in_upper_case_is_bad() {
    NewIndexFindings made =
        made(
            "Pages", new NewIndexBody("auto", Optional.empty()), RecordedReplies.ofElasticsearch());

    assertThat(made.of(1, false)).extracting(Finding::level).containsExactly(Level.BAD);
  }

  @Test
  void one_shard_for_several_nodes_is_worth_a_look() {
    NewIndexFindings made =
        made(
            "other", new NewIndexBody("auto", Optional.empty()), RecordedReplies.ofElasticsearch());

    assertThat(finding("shards", made.of(3, false)))
        .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.LOOK))
        .satisfies(finding -> assertThat(finding.figure()).isEqualTo("1 on 3 data nodes"));
    assertThat(made.of(3, false).get(0).figure()).endsWith("from the server's defaults");
  }

  @Test
  void a_missing_index_that_the_job_may_not_create_is_bad() {
    NewIndexFindings made =
        made(
            "other",
            new NewIndexBody("never", Optional.empty()),
            RecordedReplies.ofElasticsearch());

    assertThat(made.of(1, false)).extracting(Finding::level).containsExactly(Level.BAD);
  }

  private static NewIndexFindings made(String index, NewIndexBody body, RecordedReplies replies) {
    return new NewIndexFindings(
        index, body, replies.ask(NewIndexFindings.TEMPLATES, Questions.CLUSTER_MONITOR));
  }
}
