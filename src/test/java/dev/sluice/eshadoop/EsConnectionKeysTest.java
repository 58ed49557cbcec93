package dev.sluice.eshadoop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.Secret;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EsConnectionKeysTest {

  private final Map<String, String> ours = new HashMap<>();

  private EsTranslation translated(String... keysAndValues) {
    Map<String, String> keys = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      keys.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return EsTranslation.ofReading(keys, ours::get);
  }

  private String setting(String name, String... keysAndValues) {
    EsTranslation translation = translated(keysAndValues);
    assertThat(translation.problems()).isEmpty();
    return translation.settings().get(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "es-1 | 9200 | '' | no | http://es-1:9200",
        "es-1, es-2:9201 | 9300 | '' | no | http://es-1:9300,http://es-2:9201",
        "es-1 | 9200 | /a/b/ | yes | https://es-1:9200/a/b",
        "https://es-1 | 9200 | '' | no | https://es-1:9200",
        "http://es-1:80 | 9200 | '' | true | https://es-1:80",
        "https://es-1:443/own/ | 9200 | '' | no | https://es-1:443/own",
        "[::1]:9201,[::2] | 9200 | '' | no | http://[::1]:9201,http://[::2]:9200"
      })
  void nodes_become_urls(String nodes, String port, String prefix, String tls, String urls) {
    assertThat(
            setting(
                "sluice.nodes",
                "es.nodes",
                nodes,
                "es.port",
                port,
                "es.nodes.path.prefix",
                prefix,
                "es.net.ssl",
                tls))
        .isEqualTo(urls);
  }

  @Test
  void the_nodes_that_nobody_names_are_those_of_this_machine() {
    assertThat(setting("sluice.nodes", "es.port", "9201")).isEqualTo("http://localhost:9201");
    assertThat(setting("sluice.nodes", "es.net.ssl", "1")).isEqualTo("https://localhost:9200");
    assertThat(setting("sluice.nodes", "es.resource", "x")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "es.nodes.wan.only, true, sluice.nodes.discovery, false",
    "es.nodes.wan.only, no, sluice.nodes.discovery,",
    "es.nodes.discovery, off, sluice.nodes.discovery, false",
    "es.nodes.data.only, true, sluice.nodes.role,",
    "es.nodes.data.only, false, sluice.nodes.role, any",
    "es.nodes.client.only, true, sluice.nodes.role, coordinating",
    "es.nodes.ingest.only, true, sluice.nodes.role, ingest",
    "es.http.timeout, 90s, sluice.http.timeout, 90000ms",
    "es.http.timeout, 1.5m, sluice.http.timeout, 90000ms",
    "es.http.timeout, 500, sluice.http.connect-timeout, 500ms",
    "es.http.timeout, 2h, sluice.http.timeout, 3600000ms",
    "es.http.timeout, 2h, sluice.http.connect-timeout, 300000ms",
    "es.net.ssl.keystore.location, file:///k.jks, sluice.tls.keystore, file:///k.jks",
    "es.net.ssl.truststore.location, /t.jks, sluice.tls.truststore, /t.jks",
    "es.net.http.auth.user, anna, sluice.auth.user, anna",
    "es.net.proxy.http.host, proxy, sluice.http.proxy, proxy:80",
    "es.net.proxy.https.host, proxy, sluice.http.proxy, system",
    "es.net.proxy.http.use.system.props, no, sluice.http.proxy,"
  })
  void a_key_becomes_a_setting(String key, String value, String setting, String expected) {
    assertThat(setting(setting, key, value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "es.net.http.auth.pass, sluice.auth.password",
    "es.net.ssl.keystore.pass, sluice.tls.keystore.password",
    "es.net.ssl.truststore.pass, sluice.tls.truststore.password"
  })
  void a_password_becomes_a_secret(String key, String secret) {
    EsTranslation translation = translated(key, "sesame");

    assertThat(translation.secrets()).containsExactly(Map.entry(secret, Secret.of("sesame")));
    assertThat(translation.settings().values()).doesNotContain("sesame");
    assertThat(EsKeys.isSecret(key)).isTrue();
  }

  @Test
  void the_proxy_of_the_nodes_scheme_is_taken_with_user_and_password() {
    EsTranslation translation =
        translated(
            "es.nodes",
            "https://es-1",
            "es.net.proxy.http.host",
            "other",
            "es.net.proxy.https.host",
            "proxy",
            "es.net.proxy.https.port",
            "3128",
            "es.net.proxy.https.user",
            "anna",
            "es.net.proxy.https.pass",
            "sesame");

    assertThat(translation.settings())
        .containsEntry("sluice.http.proxy", "proxy:3128")
        .containsEntry("sluice.http.proxy.user", "anna");
    assertThat(translation.secrets())
        .containsExactly(Map.entry("sluice.http.proxy.password", Secret.of("sesame")));
  }

  @Test
  void headers_are_secrets_save_for_those_that_requests_say_themselves() {
    EsTranslation translation =
        translated(
            "es.net.http.header.Authorization",
            "ApiKey abc==",
            "es.net.http.header.X-Tenant",
            "blue",
            "es.net.http.header.Accept",
            "text/plain");

    assertThat(translation.secrets())
        .containsExactly(
            Map.entry(
                "sluice.http.secret-headers",
                Secret.of("Authorization: ApiKey abc==\nX-Tenant: blue")));
    assertThat(translation.warnings())
        .containsExactly(
            "es.net.http.header.Accept has no effect: Sluice sets it for each request.");
    assertThat(EsKeys.isSecret("es.net.http.header.X-Tenant")).isTrue();
  }

  @Test
  void self_signed_certificates_are_not_trusted_blindly() {
    String key = "es.net.ssl.cert.allow.self.signed";
    assertThat(translated(key, "true", "es.net.ssl", "true").problems())
        .singleElement()
        .asString()
        .startsWith(key + " is true, which is not supported.")
        .contains("sluice.tls.fingerprint");

    assertThat(translated(key, "true").problems()).isEmpty();
    assertThat(translated(key, "no", "es.net.ssl", "true").problems()).isEmpty();
    ours.put("sluice.tls.fingerprint", "00");
    assertThat(translated(key, "true", "es.net.ssl", "true").problems()).isEmpty();
    assertThat(translated(key, "true", "es.net.ssl", "true").warnings()).hasSize(1);
  }

  @Test
  void a_truststore_gives_way_to_trust_that_our_keys_give() {
    ours.put("sluice.tls.fingerprint", "00");

    EsTranslation translation = translated("es.net.ssl.truststore.location", "/t.jks");

    assertThat(translation.settings()).doesNotContainKey("sluice.tls.truststore");
    assertThat(translation.notes()).singleElement().asString().contains("is ignored because");
  }

  @ParameterizedTest
  @CsvSource({
    "es.security.authentication, kerberos, es.security.authentication is kerberos",
    "es.net.spnego.auth.elasticsearch.principal, x, es.net.spnego.auth.elasticsearch.principal is",
    "es.net.spnego.auth.mutual, true, es.net.spnego.auth.mutual is not supported",
    "es.security.user.provider.class, x.Y, es.security.user.provider.class is not supported",
    "es.net.proxy.socks.host, x, es.net.proxy.socks.host is not supported",
    "es.http.timeout, soon, es.http.timeout is \"soon\" but must be a duration"
  })
  void what_would_change_the_security_or_cannot_be_ends_the_submit(
      String key, String value, String problem) {
    assertThat(translated(key, value).problems()).singleElement().asString().startsWith(problem);
  }

  @Test
  void roles_and_wan_only_exclude_each_other() {
    assertThat(translated("es.nodes.client.only", "1", "es.nodes.ingest.only", "1").problems())
        .containsExactly(
            "es.nodes.client.only and es.nodes.ingest.only are mutually exclusive: keep one and"
                + " remove the rest");
    assertThat(translated("es.nodes.wan.only", "1", "es.nodes.data.only", "1").problems())
        .containsExactly(
            "es.nodes.wan.only and es.nodes.data.only are mutually exclusive: keep one and remove"
                + " the rest");
    assertThat(translated("es.nodes.wan.only", "1", "es.nodes.discovery", "1").problems())
        .singleElement()
        .asString()
        .contains("conflict");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "es.nodes.resolve.hostname",
        "es.http.retries",
        "es.action.heart.beat.lead",
        "es.net.ssl.protocol",
        "es.net.ssl.keystore.type"
      })
  void where_something_better_is_done_the_log_says_so(String key) {
    assertThat(translated(key, "1").notes()).singleElement().asString().startsWith(key + ": ");
    assertThat(translated(key, "1").warnings()).isEqualTo(List.of());
  }
}
