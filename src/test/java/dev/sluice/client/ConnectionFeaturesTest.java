package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.client.cluster.Cluster;
import dev.sluice.client.http.Caller;
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.client.http.Node;
import dev.sluice.client.http.NodeRole;
import dev.sluice.client.http.ServerVersion;
import dev.sluice.config.ConfigException;
import dev.sluice.config.Secret;
import dev.sluice.config.Settings;
import dev.sluice.testing.ScriptedServer;
import dev.sluice.testing.TestCertificates;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request carries and which way it goes, as the server or the proxy sees it. */
class ConnectionFeaturesTest {

  private static final String BASIC = "Basic bWU6c2VzYW1l"; // me:sesame

  private final Map<String, String> keys = new HashMap<>();
  private final Map<String, String> secrets = new HashMap<>();

  private final TestCertificates certificates = TestCertificates.shared();

  private ConnectionOptions options() {
    Settings settings = Settings.from(keys::get);
    ConnectionOptions options =
        ConnectionOptions.read(
            settings,
            name -> Optional.ofNullable(secrets.get(name)).map(Secret::of),
            Caller.ANYBODY);
    settings.check();
    return options;
  }

  private Cluster ask() throws IOException {
    try (Connection connection = Connection.open(options())) {
      return connection.cluster();
    }
  }

  private List<String> problems() {
    try {
      options();
      return List.of();
    } catch (ConfigException e) {
      return e.problems();
    }
  }

  private static ScriptedServer.Script nodes() {
    return ScriptedServer.answers(
        200,
        "{\"nodes\":{\"a\":{\"name\":\"n\",\"version\":\"8.7.1\",\"roles\":[\"data\"],"
            + "\"http\":{\"publish_address\":\"127.0.0.1:1\"}}}}");
  }

  @Test
  void headers_go_with_every_request() throws Exception {
    try (ScriptedServer server = ScriptedServer.start().then(nodes())) {
      keys.put("sluice.nodes", server.url());
      keys.put("sluice.http.headers", "X-Tenant: blue\n  X-Opaque-Id :job 7, part: 2  ");
      secrets.put("sluice.http.secret-headers", "Authorization: Custom abc==\r\nX-Key: k\n");

      ask();

      ScriptedServer.Request request = server.requests.get(0);
      assertThat(request.header("X-Tenant")).isEqualTo("blue");
      assertThat(request.header("X-Opaque-Id")).isEqualTo("job 7, part: 2");
      assertThat(request.header("Authorization")).isEqualTo("Custom abc==");
      assertThat(request.header("X-Key")).isEqualTo("k");
      assertThat(options()).asString().contains("as the Authorization header");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "content-type: text, which Sluice sets for each request",
    "Accept: text, which Sluice sets for each request",
    "no colon, 'line 1 is not a header'",
    "'X Y: z', 'line 1 is not a header'",
    "X-Y: \u20ac, 'line 1 is not a header'",
    "authorization: topsecret, move it to the secret sluice.http.secret-headers"
  })
  void a_header_that_cannot_be_is_named_and_not_shown(String line, String why) {
    keys.put("sluice.http.headers", line);

    assertThat(problems()).singleElement().asString().contains(why).doesNotContain("topsecret");
  }

  @Test
  void a_secret_header_is_not_shown_either() {
    secrets.put("sluice.http.secret-headers", "topsecret");

    assertThat(problems())
        .containsExactly(
            "the secret sluice.http.secret-headers: line 1 is not a header; write NAME: VALUE,"
                + " such as"
                + " X-Tenant: blue");
  }

  @Test
  void an_Authorization_header_and_a_user_are_one_too_many() {
    secrets.put("sluice.http.secret-headers", "Authorization: x");
    secrets.put("sluice.auth.password", "p");
    keys.put("sluice.auth.user", "me");

    assertThat(problems())
        .containsExactly(
            "sluice.auth.user and the header Authorization of sluice.http.secret-headers are both"
                + " set: keep one and remove the rest");
  }

  @Test
  void a_plain_request_goes_to_the_proxy_with_the_name_of_the_node() throws Exception {
    try (ScriptedServer proxy = ScriptedServer.start().then(nodes())) {
      keys.put("sluice.nodes", "http://es-1.invalid:9200/prefix");
      keys.put("sluice.http.proxy", proxy.url().replace("http://", ""));
      keys.put("sluice.http.proxy.user", "me");
      secrets.put("sluice.http.proxy.password", "sesame");

      assertThat(ask().nodes()).hasSize(1);

      ScriptedServer.Request request = proxy.requests.get(0);
      assertThat(request.line()).startsWith("GET http://es-1.invalid:9200/prefix/_nodes/http?");
      assertThat(request.header("Proxy-Authorization")).isEqualTo(BASIC);
    }
  }

  @Test
  void an_encrypted_request_goes_through_a_tunnel_that_alone_sees_the_proxys_password()
      throws Exception {
    try (ScriptedServer server = ScriptedServer.startTls(certificates.server()).then(nodes());
        TunnelProxy proxy = TunnelProxy.asking(BASIC)) {
      keys.put("sluice.nodes", server.url());
      keys.put("sluice.tls.ca-file", certificates.caFile().toString());
      keys.put("sluice.http.proxy", proxy.address());
      keys.put("sluice.http.proxy.user", "me");
      secrets.put("sluice.http.proxy.password", "sesame");

      assertThat(ask().nodes()).hasSize(1);

      assertThat(proxy.heads).hasSize(2);
      assertThat(proxy.heads.get(1)).startsWith("CONNECT localhost:");
      assertThat(server.requests.get(0).headers()).doesNotContainKey("Proxy-Authorization");
    }
  }

  @Test
  void a_proxy_that_is_not_there_is_named() {
    keys.put("sluice.nodes", "http://es-1.invalid:9200");
    keys.put("sluice.http.proxy", "127.0.0.1:1");

    assertThatThrownBy(this::ask)
        .hasMessageContaining("http://es-1.invalid:9200 through the proxy 127.0.0.1:1")
        .hasMessageContaining("connection refused");
  }

  @Test
  void the_proxy_of_the_JVM_is_used_where_it_is_asked_for() throws Exception {
    try (ScriptedServer server = ScriptedServer.start().then(nodes())) {
      keys.put("sluice.nodes", server.url());
      keys.put("sluice.http.proxy", "system");

      assertThat(ask().nodes()).hasSize(1);
    }
  }

  @Test
  void a_proxy_that_cannot_be_is_a_problem_that_shows_no_password() {
    keys.put("sluice.http.proxy", "http://me:topsecret@proxy:3128");

    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("sluice.http.proxy must be the host:port of an HTTP proxy")
        .doesNotContain("topsecret");
  }

  @Test
  void the_user_of_a_proxy_needs_a_password_and_a_proxy() {
    keys.put("sluice.http.proxy.user", "me");
    assertThat(problems()).singleElement().asString().contains("must be set together");

    secrets.put("sluice.http.proxy.password", "p");
    assertThat(problems()).singleElement().asString().contains("is not: set the proxy");
  }

  @Test
  void a_server_that_asks_for_a_certificate_is_shown_the_one_of_the_key_store() throws Exception {
    try (ScriptedServer server = ScriptedServer.startMutualTls(certificates.server())) {
      server.then(nodes());
      keys.put("sluice.nodes", server.url());
      keys.put("sluice.tls.ca-file", certificates.caFile().toString());
      assertThatThrownBy(this::ask).hasMessageContaining("https://localhost:");

      keys.put("sluice.tls.keystore", certificates.keystore().toUri().toString());
      secrets.put("sluice.tls.keystore.password", certificates.password());
      String carried = options().identity().orElseThrow().reveal();
      assertThat(ask().nodes()).hasSize(1);

      keys.remove("sluice.tls.keystore");
      secrets.remove("sluice.tls.keystore.password");
      secrets.put("sluice.tls.identity", carried);
      assertThat(ask().nodes()).hasSize(1);
      assertThat(options().identity()).contains(Secret.of(carried));
    }
  }

  @Test
  void a_key_store_that_cannot_be_read_or_holds_no_key_is_named() throws Exception {
    keys.put("sluice.tls.keystore", certificates.keystore().toString());
    assertThat(problems())
        .singleElement()
        .asString()
        .contains("which cannot be read")
        .contains("check the secret sluice.tls.keystore.password");

    keys.put("sluice.tls.keystore", certificates.truststore().toString());
    secrets.put("sluice.tls.keystore.password", certificates.password());
    assertThat(problems()).singleElement().asString().contains("which contains no private key");

    secrets.put("sluice.tls.identity", "topsecret");
    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("the secret sluice.tls.identity must contain")
        .doesNotContain("topsecret");
  }

  @ParameterizedTest
  @CsvSource({
    "DATA, data_hot, true",
    "DATA, ingest, false",
    "INGEST, ingest, true",
    "INGEST, data, false",
    "COORDINATING, remote_cluster_client, true",
    "COORDINATING, master, false",
    "ANY, master, true"
  })
  void a_node_is_sent_to_for_its_role(NodeRole role, String has, boolean sent) {
    Node node =
        new Node("a", "n", "http://a:9200", ServerVersion.of("8.7.1"), java.util.Set.of(has));

    assertThat(role.isOf(node)).isEqualTo(sent);
  }
}
