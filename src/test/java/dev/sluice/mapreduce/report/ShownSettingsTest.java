package dev.sluice.mapreduce.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bulk.BulkSettings;
import dev.sluice.cli.settings.AllSettings;
import dev.sluice.client.http.Secrets;
import dev.sluice.config.Setting;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

class ShownSettingsTest {

  private final Configuration conf = new Configuration(false);

  @Test
  void no_secret_is_shown() {
    for (String name : Secrets.NAMES) {
      conf.set(name, "hunter2");
      conf.set(Secrets.twin(name), "hunter2");
    }
    conf.set("sluice.http.headers", "Cookie: hunter2");
    conf.set("sluice.nodes", "https://me:hunter2@es-1:9200,https://me:hunter2@es-2:9200");
    conf.set("sluice.internal.secrets", "hunter2");
    conf.set("fs.s3a.secret.key", "hunter2");

    assertThat(ShownSettings.given(conf).toString())
        .doesNotContain("hunter2")
        .contains(
            "sluice.auth.password=(hidden)", "sluice.nodes=https://es-1:9200,https://es-2:9200");
  }

  @Test
  void every_setting_that_is_given_is_shown_also_by_the_names_of_elasticsearch_hadoop() {
    AllSettings.ALL.forEach(setting -> conf.set(setting.key(), "given"));
    conf.set("es.batch.size.bytes", "2mb");
    conf.set("opensearch.nodes", "https://es-1");
    conf.set("es.net.http.auth.pass", "hunter2");

    assertThat(ShownSettings.given(conf))
        .containsKeys(AllSettings.ALL.stream().map(Setting::key).toArray(String[]::new))
        .containsEntry("sluice.guard.latency", "given")
        .containsEntry("es.batch.size.bytes", "2mb")
        .containsEntry("opensearch.nodes", "https://es-1")
        .containsEntry("es.net.http.auth.pass", "(hidden)");
  }

  @Test
  void long_values_are_cut() {
    conf.set("sluice.hbase.mapping", "x".repeat(10_000));

    assertThat(ShownSettings.given(conf).get("sluice.hbase.mapping")).hasSize(301);
  }

  @Test
  void defaults_are_those_of_keys_that_are_not_set() {
    conf.set("sluice.bulk.size", "1mb");

    assertThat(ShownSettings.defaults(conf, BulkSettings.ALL))
        .containsEntry("sluice.bulk.memory", "64mb")
        .doesNotContainKey("sluice.bulk.size");
  }
}
