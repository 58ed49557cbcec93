package dev.sluice.mapreduce.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.settings.AllSettings;
import dev.sluice.client.http.Secrets;
import dev.sluice.config.Setting;
import dev.sluice.eshadoop.EsKey;
import dev.sluice.eshadoop.EsKeys;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretKeysTest {

  private final SecretKeys secrets = SecretKeys.of(new Configuration(false));

  @Test
  void of_the_settings_only_the_headers_may_be_secret() {
    assertThat(AllSettings.ALL.stream().map(Setting::key))
        .filteredOn(secrets::has)
        .containsExactly("sluice.http.headers");
  }

  @Test
  void every_secret_of_sluice_is_one_also_for_reading() {
    assertThat(Secrets.NAMES.stream().flatMap(name -> Stream.of(name, Secrets.twin(name))))
        .allMatch(secrets::has);
  }

  @Test
  void the_secrets_of_elasticsearch_hadoop_and_opensearch_hadoop_are_secrets_and_no_other_keys() {
    for (EsKey key : EsKeys.ALL) {
      List<String> names = EsKeys.names(key.name().replace("*", "X-Any"));

      assertThat(names)
          .as(key.name())
          .allMatch(name -> secrets.has(name) == (key.isSecret() || name.contains(".header.")));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fs.s3a.secret.key",
        "fs.s3a.bucket.logs.secret.key",
        "fs.s3a.access.key",
        "fs.s3a.session.token",
        "fs.s3a.encryption.key",
        "fs.s3a.server-side-encryption.key",
        "fs.s3n.awsSecretAccessKey",
        "fs.azure.account.key.logs.blob.core.windows.net",
        "fs.azure.account.oauth2.client.secret.logs.dfs.core.windows.net",
        "fs.azure.sas.container.logs.blob.core.windows.net",
        "fs.adl.oauth2.refresh.token",
        "fs.gs.auth.service.account.private.key",
        "fs.oss.accessKeySecret",
        "ssl.client.truststore.password",
        "ssl.server.keystore.keypassword",
        "hadoop.security.group.mapping.ldap.bind.password",
        "hadoop.zk.auth",
        "ha.zookeeper.auth",
        "javax.jdo.option.ConnectionPassword",
        "mapreduce.jdbc.password",
        "own.service.passwd",
        "own.service.api-key",
        "own.service.apiKey",
        "es.net.http.header.Authorization",
        "opensearch.net.http.auth.pass"
      })
  void secrets_of_hadoop_and_of_others_are_known_by_their_names(String key) {
    assertThat(secrets.has(key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hadoop.security.credential.provider.path",
        "hadoop.security.credstore.java-keystore-provider.password-file",
        "hadoop.security.group.mapping.ldap.bind.password.file",
        "hadoop.http.authentication.signature.secret.file",
        "fs.s3a.aws.credentials.provider",
        "hadoop.security.token.service.use_ip",
        "mapreduce.job.complete.cancel.delegation.tokens",
        "sluice.secrets.file",
        "ssl.client.keystore.location",
        "fs.azure.account.keyprovider.logs.blob.core.windows.net",
        "mapreduce.map.java.opts",
        "hbase.zookeeper.quorum",
        "mapreduce.job.queuename",
        "es.net.http.auth.user"
      })
  void places_and_switches_of_secrets_are_no_secrets(String key) {
    assertThat(secrets.has(key)).isFalse();
  }

  @Test
  void keys_that_the_site_declares_secret_are_secrets() {
    Configuration conf = new Configuration(false);
    conf.set("hadoop.security.sensitive-config-keys", "own\\.pin$\nother(");

    assertThat(SecretKeys.of(conf).has("own.pin")).isTrue();
    assertThat(SecretKeys.of(conf).has("other(")).isTrue();
    assertThat(SecretKeys.of(conf).has("own.pins")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sluice.nodes | https://me:hunter2@es-1,https://token@es-2:9200 | https://es-1,https://es-2:9200",
        "sluice.nodes | https://me:hunt@er2@es-1:9200/prefix | https://es-1:9200/prefix",
        "es.nodes | es-1:9200, me:hunter2@es-2 | es-1:9200, es-2",
        "own.url | jdbc:mysql://me:hunter2@db/x?user=me&password=hunter2&a=b | jdbc:mysql://db/x?user=me&password=hidden&a=b",
        "mapreduce.map.java.opts | -Xmx1g -Djavax.net.ssl.keyStorePassword=hunter2 -ea | -Xmx1g -Djavax.net.ssl.keyStorePassword=hidden -ea",
        "mapreduce.map.env | A=1,AWS_SECRET_ACCESS_KEY=hunter2,B=2 | A=1,AWS_SECRET_ACCESS_KEY=hidden,B=2",
        "yarn.app.mapreduce.am.command-opts | -Dproxy=http://me:hunter2@p:80 -Xmx1g | -Dproxy=http://p:80 -Xmx1g",
      })
  void secrets_within_a_value_are_removed(String key, String value, String stripped) {
    assertThat(secrets.strip(key, value)).isEqualTo(stripped);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abfss://logs@account.dfs.core.windows.net/pages,abfss://b@c/d",
        "hdfs://ns1/data/a@b:c/d",
        "const mail = \"https://me:word@site\"",
        "{\"query\":\"https://me:word@site\"}",
        "es-1:9200,es-2:9200",
        "field:url",
        "2026-11-26T22:00:00Z",
        "password=x"
      })
  void other_values_stay_as_they_are(String value) {
    assertThat(secrets.strip("sluice.any", value)).isEqualTo(value);
  }
}
