package dev.sluice.cli.rehearse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.config.ConfigException;
import dev.sluice.mapreduce.owner.LocalProcess;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.net.NetUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScratchTest {

  private static JsonTree json(String text) {
    return JsonTree.parse(text.getBytes(UTF_8));
  }

  @Test
  void a_scratch_index_has_neither_aliases_nor_policies_and_a_mark_of_its_own() {
    ScratchBody body =
        ScratchBody.of(
            Optional.of(
                "{\"aliases\":{\"a\":{}},\"settings\":{\"index\":{\"number_of_shards\":\"3\","
                    + "\"lifecycle\":{\"name\":\"p\"},\"plugins\":{\"index_state_management\":{"
                    + "\"policy_id\":\"p\"}}},\"index.lifecycle.rollover_alias\":\"a\"},"
                    + "\"mappings\":{\"_meta\":{\"sluice\":{\"job\":\"x\"},\"own\":1},"
                    + "\"properties\":{\"f\":{\"type\":\"keyword\"}}}}"));

    assertThat(body.toJson("sluice-rehearsal", "{\"job\":\"j\"}"))
        .isEqualTo(
            "{\"settings\":{\"index.number_of_shards\":\"3\",\"index.search.idle.after\":\"1s\"},"
                + "\"mappings\":{\"_meta\":{\"own\":1,"
                + "\"sluice-rehearsal\":{\"job\":\"j\"}},\"properties\":{\"f\":{\"type\":"
                + "\"keyword\"}}}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"refresh_interval\":\"5s\"",
        "\"search\":{\"idle\":{\"after\":\"9s\"}}",
        "\"search.idle.after\":\"9s\""
      })
  void an_index_with_a_refresh_setting_of_its_own_is_refreshed_by_it(String setting) {
    String index = "{\"settings\":{\"index\":{" + setting + "}}}";

    assertThat(ScratchBody.of(Optional.of(index)).toJson("m", "{}")).doesNotContain("1s");
  }

  @Test
  void the_body_of_the_job_counts_more_than_a_template() {
    ScratchBody template =
        ScratchBody.of(
            Optional.of(
                "{\"settings\":{\"index\":{\"number_of_shards\":\"3\",\"codec\":\"x\"}},"
                    + "\"mappings\":{\"properties\":{\"a\":{\"type\":\"text\"}}}}"));
    ScratchBody given =
        ScratchBody.of(
            Optional.of(
                "{\"settings\":{\"index.number_of_shards\":1},\"mappings\":{\"dynamic\":false,"
                    + "\"properties\":{\"b\":{\"type\":\"text\"}}}}"));

    ScratchBody both = template.with(given);

    assertThat(both.setting("index.number_of_shards")).contains("1");
    assertThat(both.toJson("m", "{}")).contains("\"a\":{", "\"b\":{", "\"dynamic\":false", "codec");
  }

  private static Redirects redirects(Map<String, String> pipelines) {
    return new Redirects(
        (what, path) -> {
          String name = path.replace("/_ingest/pipeline/", "");
          if (!pipelines.containsKey(name)) {
            throw new ElasticsearchException(403, "security_exception", what + ": 403");
          }
          return json("{\"" + name + "\":{\"processors\":[" + pipelines.get(name) + "]}}");
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"reroute\":{\"destination\":\"x\"}}",
        "{\"set\":{\"field\":\"_index\",\"value\":\"x\"}}",
        "{\"script\":{\"source\":\"ctx._index = 'x'\"}}",
        "{\"script\":{\"source\":\"ctx['_index'] = 'x'\"}}",
        "{\"script\":{\"id\":\"stored\"}}",
        "{\"date_index_name\":{\"field\":\"d\"}}",
        "{\"foreach\":{\"processor\":{\"set\":{\"field\":\"_index\"}}}}",
        "{\"pipeline\":{\"name\":\"{{p}}\"}}",
        "{\"pipeline\":{\"name\":\"secret\"}}"
      })
  void a_pipeline_that_may_change_the_index_is_refused_also_when_another_calls_it(
      String processor) {
    Redirects called =
        redirects(Map.of("a", "{\"pipeline\":{\"name\":\"b\"}}", "b", processor))
            .with(Optional.of("a"));

    assertThatThrownBy(called::check)
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("cannot rehearse: ingest pipeline \"");
  }

  @Test
  void other_pipelines_and_those_that_call_each_other_are_fine() {
    redirects(
            Map.of(
                "a", "{\"pipeline\":{\"name\":\"b\"}},{\"lowercase\":{\"field\":\"t\"}}",
                "b", "{\"pipeline\":{\"name\":\"a\"}}"))
        .with(Optional.of("a"))
        .with(Optional.of("_none"))
        .with(Optional.empty())
        .check();
  }

  @Test
  void a_rehearsal_of_this_process_runs_and_one_of_an_ended_process_does_not() {
    long now = 1_700_000_000_000L;
    RehearsalMark own = RehearsalMark.read(json(RehearsalMark.of("1-2", now).toJson()));
    String ended =
        "{\"job\":\"1-2\",\"host\":\"%s\",\"process\":\"%s 1\",\"until\":%d}"
            .formatted(NetUtils.getLocalHostname(), LocalProcess.pid(), Long.MAX_VALUE / 4);

    assertThat(own.isRunning(now + 86_400_000L)).isTrue();
    assertThat(RehearsalMark.read(json(ended)).isRunning(now)).isFalse();
  }

  @Test
  void a_rehearsal_on_another_machine_runs_as_long_as_its_mark_is_valid() {
    long now = 1_700_000_000_000L;
    RehearsalMark other =
        RehearsalMark.read(json("{\"job\":\"1-2\",\"host\":\"other\",\"until\":" + now + "}"));

    assertThat(other.isRunning(now + 60_000)).isTrue();
    assertThat(other.isRunning(now + 3_600_000)).isFalse();
    assertThat(other.isDueForRenewal(now - 60_000)).isTrue();
    assertThat(other.renewed(now).isDueForRenewal(now)).isFalse();
  }
}
