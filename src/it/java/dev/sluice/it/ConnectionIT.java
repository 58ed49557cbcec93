package dev.sluice.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.bulk.BulkReply;
import dev.sluice.bulk.BulkRequest;
import dev.sluice.bulk.BulkTransport;
import dev.sluice.bulk.Exchanges;
import dev.sluice.client.Administration;
import dev.sluice.client.Connection;
import dev.sluice.client.cluster.Cluster;
import dev.sluice.client.http.Caller;
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.http.Secrets;
import dev.sluice.client.index.IndexAdministration;
import dev.sluice.client.index.IndexInfo;
import dev.sluice.client.index.IndexMeta;
import dev.sluice.config.Secret;
import dev.sluice.config.Settings;
import dev.sluice.testing.TestCertificates;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectionIT {

  static List<String> versions() {
    return ElasticsearchServer.versionsAtHand();
  }

  private static Connection open(Map<String, String> keys, Secrets secrets) throws IOException {
    Settings settings = Settings.from(keys::get);
    ConnectionOptions options = ConnectionOptions.read(settings, secrets, Caller.ANYBODY);
    settings.check();
    return Connection.open(options);
  }

  private static Connection open(String url) throws IOException {
    return open(Map.of("sluice.nodes", url), Secrets.none());
  }

  @ParameterizedTest
  @MethodSource("versions")
  void every_supported_server_can_be_administered_written_and_restarted(String version)
      throws Exception {
    try (ElasticsearchServer server = ElasticsearchServer.builder().version(version).start();
        Connection connection = open(server.url())) {
      Administration administration = connection.administration();

      Cluster cluster = administration.cluster();
      assertThat(cluster.oldestVersion()).hasToString(version);
      assertThat(cluster.nodes()).hasSize(1);
      assertThat(cluster.nodes().get(0).httpAddress()).contains(server.url());
      assertThat(cluster.nodes().get(0).holdsData()).isTrue();
      // A tenth of the heap, which is half a gigabyte.
      assertThat(administration.writeCapacity().orElse(0)).isBetween(40L << 20, 60L << 20);

      indices_are_made_found_and_deleted(administration);
      names_are_followed_to_the_index_behind_them(server.rest(), administration);
      what_cannot_be_written_is_told(server.rest(), administration);
      an_index_is_marked_changed_flushed_and_given_an_alias(server.rest(), administration);
      documents_are_sent_and_compared_byte_for_byte(server, connection);
      the_connection_outlives_the_death_of_its_node(server, connection);
    }
  }

  private static void indices_are_made_found_and_deleted(Administration administration)
      throws IOException {
    assertThat(administration.find("pages")).isEmpty();
    administration.checkWritable("pages", Optional.empty());
    String body = "{\"settings\":{\"number_of_shards\":3,\"number_of_replicas\":0}}";
    assertThat(administration.create("pages", Optional.of(body))).isTrue();
    assertThat(administration.create("pages", Optional.of(body))).isFalse();

    IndexInfo found = administration.find("pages").orElseThrow();
    assertThat(found.name()).isEqualTo("pages");
    assertThat(found.shards()).isEqualTo(3);
    assertThat(found.uuid()).isNotEmpty();
    assertThat(found.alias()).isFalse();
    assertThat(found.dataStream()).isFalse();

    administration.refresh("pages");
    assertThat(administration.count("pages")).isZero();
    administration.checkWritable("pages", Optional.empty());
    administration.delete("pages");
    administration.delete("pages");
    assertThat(administration.find("pages")).isEmpty();
  }

  private static void names_are_followed_to_the_index_behind_them(
      Rest rest, Administration administration) throws IOException {
    rest.put("/books-1", "{\"aliases\":{\"books\":{}}}");
    IndexInfo one = administration.find("books").orElseThrow();
    assertThat(one.alias()).isTrue();
    assertThat(one.name()).isEqualTo("books-1");

    rest.put("/books-2", "{\"aliases\":{\"books\":{}}}");
    assertThat(administration.find("books").orElseThrow().hasWriteIndex()).isFalse();
    assertThatThrownBy(() -> administration.checkWritable("books", Optional.empty()))
        .hasMessageContaining("is_write_index");

    rest.put("/books-3", "{\"aliases\":{\"books\":{\"is_write_index\":true}}}");
    IndexInfo many = administration.find("books").orElseThrow();
    assertThat(many.name()).isEqualTo("books-3");
    assertThat(many.indices()).containsExactlyInAnyOrder("books-1", "books-2", "books-3");
  }

  private static void what_cannot_be_written_is_told(Rest rest, Administration administration) {
    rest.put("/shut", "{}");
    rest.post("/shut/_close", "");
    assertThatThrownBy(() -> administration.checkWritable("shut", Optional.empty()))
        .hasMessageContaining("Index shut is closed");

    rest.put("/full", "{\"settings\":{\"index.blocks.read_only_allow_delete\":true}}");
    assertThatThrownBy(() -> administration.checkWritable("full", Optional.empty()))
        .hasMessageContaining("index.blocks.read_only_allow_delete");

    assertThatThrownBy(() -> administration.checkWritable("pages", Optional.of("nowhere")))
        .hasMessageContaining("Ingest pipeline \"nowhere\" not found");
    rest.put("/_ingest/pipeline/somewhere", "{\"processors\":[]}");
    assertThatThrownBy(() -> administration.checkWritable("Pages", Optional.of("somewhere")))
        .hasMessageContaining("lower case");
    assertThatThrownBy(() -> administration.create("Pages", Optional.empty()))
        .isInstanceOfSatisfying(
            ElasticsearchException.class,
            e -> assertThat(e.type()).isEqualTo("invalid_index_name_exception"))
        .hasMessageContaining("Pages");
  }

  private static void documents_are_sent_and_compared_byte_for_byte(
      ElasticsearchServer server, Connection connection) {
    BulkTransport transport = connection.bulkTransport();
    String odd = "{ \"a\" : [1.0, 1e3],\"c\":\"\\u00e4ä\",  \"b\":{ } }";
    BulkRequest sent = Exchanges.indexing(false, odd, "{\"n\":1}");

    BulkReply early = transport.compare(sent);
    assertThat(Exchanges.statuses(early)).as("no index to look in").containsExactly(500, 500);
    assertThat(Exchanges.error(early, 0)).contains("index_not_found_exception");
    server.rest().put("/pages", "{}");
    assertThat(Exchanges.statuses(transport.compare(sent))).containsExactly(404, 404);
    assertThat(Exchanges.statuses(transport.send(sent))).containsExactly(201, 201);
    assertThat(server.rest().source("pages", "0")).contains(odd);
    assertThat(Exchanges.statuses(transport.compare(sent))).containsExactly(200, 200);

    BulkRequest other = Exchanges.indexing(true, odd, "{\"n\": 1}", "{\"n\":\"text\"}");
    assertThat(Exchanges.statuses(transport.compare(other))).containsExactly(200, 409, 404);
    BulkReply reply = transport.send(other);
    assertThat(Exchanges.statuses(reply)).containsExactly(200, 200, 400);
    assertThat(Exchanges.error(reply, 2)).contains("parsing_exception").contains("text");
  }

  private static void an_index_is_marked_changed_flushed_and_given_an_alias(
      Rest rest, Administration administration) throws IOException {
    rest.put(
        "/films",
        "{\"settings\":{\"number_of_replicas\":0},\"mappings\":{\"_meta\":{\"a\":[1.5,null]}}}");
    IndexAdministration films = administration.index("films");
    films.putMeta(films.meta().with("sluice", "{\"job\":\"ä\"}"));
    films.putSettings(
        Map.of(
            "index.translog.durability", "async", "index.merge.scheduler.auto_throttle", "false"));
    assertThat(films.meta().get("a")).contains("[1.5,null]");
    assertThat(films.meta().get("sluice")).contains("{\"job\":\"ä\"}");
    assertThat(administration.find("films").orElseThrow().setting("index.translog.durability"))
        .contains("async");

    Map<String, String> back = new HashMap<>();
    back.put("index.translog.durability", null);
    back.put("index.merge.scheduler.auto_throttle", null);
    films.putSettings(back);
    films.putMeta(films.meta().without("sluice"));
    assertThat(films.meta()).isEqualTo(IndexMeta.none().with("a", "[1.5,null]"));
    assertThat(administration.find("films").orElseThrow().settings())
        .doesNotContainKeys(back.keySet().toArray(String[]::new));

    films.flush();
    films.forceMerge(1);
    assertThat(films.primaryTerms()).containsExactly(1L);
    assertThat(films.isGreen()).isTrue();
    assertThat(films.awaitCopies(true, Duration.ofSeconds(5))).isTrue();
    films.putSettings(Map.of("index.number_of_replicas", "1"));
    assertThat(films.awaitCopies(true, Duration.ofMillis(100))).isFalse();
    assertThat(films.awaitCopies(false, Duration.ofSeconds(5))).isTrue();

    rest.put("/films-0", "{\"aliases\":{\"Cinema\":{\"routing\":\"r\"}}}");
    films.takeAlias("Cinema");
    films.takeAlias("Cinema");
    assertThat(rest.get("/_alias/Cinema"))
        .contains("\"films\"", "\"index_routing\":\"r\"")
        .doesNotContain("films-0");
  }

  @Test
  void trust_and_credentials_are_told_good_from_bad() throws Exception {
    ElasticsearchServer server = ElasticsearchServer.sharedSecured();
    TestCertificates certificates = server.certificates();
    Map<String, String> ca = Map.of("sluice.tls.ca-file", certificates.caFile().toString());

    assertThat(checked(server, ca, ElasticsearchServer.USER)).isEqualTo("good");
    assertThat(
            checked(
                server,
                Map.of("sluice.tls.fingerprint", certificates.caFingerprint()),
                ElasticsearchServer.USER))
        .isEqualTo("good");
    assertThat(
            checked(
                server,
                Map.of("sluice.tls.truststore", certificates.truststore().toString()),
                ElasticsearchServer.USER))
        .isEqualTo("good");
    assertThat(checked(server, Map.of(), ElasticsearchServer.USER))
        .contains("signed by an untrusted authority")
        .contains("sluice.tls.ca-file");
    assertThat(
            checked(
                server,
                Map.of("sluice.tls.fingerprint", "00".repeat(32)),
                ElasticsearchServer.USER))
        .contains("none of the server's 2 certificates matches the fingerprint");

    String elsewhere = server.url().replace("localhost", "127.0.0.1");
    assertThat(checked(server, with(ca, "sluice.nodes", elsewhere), ElasticsearchServer.USER))
        .contains("127.0.0.1")
        .contains("sluice.nodes");
    assertThat(
            checked(
                server,
                Map.of(
                    "sluice.nodes",
                    elsewhere,
                    "sluice.tls.fingerprint",
                    certificates.nodeFingerprint()),
                ElasticsearchServer.USER))
        .isEqualTo("good");

    assertThat(checked(server, ca, "nobody")).contains("401").contains("user nobody");
    assertThat(checked(server, ca, ElasticsearchServer.READER))
        .contains("lack the privilege \"index\" on index other");
    assertThat(checked(server, ca, ElasticsearchServer.WRITER))
        .contains("lack the privilege \"index\" on index other");
    try (Connection writer = open(keys(server, ca, ElasticsearchServer.WRITER), SECRETS)) {
      writer.administration().checkWritable("allowed-1", Optional.empty());
    }
    String plain = server.url().replace("https", "http");
    assertThat(checked(server, with(ca, "sluice.nodes", plain), ElasticsearchServer.USER))
        .contains("http://localhost")
        .contains("https://");
  }

  private static void the_connection_outlives_the_death_of_its_node(
      ElasticsearchServer server, Connection connection) throws Exception {
    Administration administration = connection.administration();
    assertThat(administration.create("outliving", Optional.empty())).isTrue();

    server.kill(0);
    assertThatThrownBy(connection::cluster).hasMessageContaining(server.url());
    server.restart(0);

    assertThat(connection.cluster().nodes()).hasSize(1);
    assertThat(administration.find("outliving")).isPresent();
  }

  @Test
  void tls_to_a_port_without_it_is_told() throws Exception {
    String url = ElasticsearchServer.shared().url().replace("http:", "https:");
    try (Connection connection = open(url)) {

      assertThatThrownBy(() -> connection.administration().cluster())
          .hasMessageContaining(url)
          .hasMessageContaining("plain http://");
    }
  }

  @Test
  void every_address_tried_is_named() throws Exception {
    String one = "http://127.0.0.1:" + ElasticsearchProcess.freePort();
    String two = "http://nowhere.invalid:9200";
    try (Connection connection = open(one + "," + two)) {

      assertThatThrownBy(() -> connection.administration().checkWritable("pages", Optional.empty()))
          .hasMessageContaining(one)
          .hasMessageContaining("connection refused")
          .hasMessageContaining(two)
          .hasMessageContaining("no such host");
    }
  }

  private static final Secrets SECRETS =
      name ->
          Optional.ofNullable(
                  Map.of(
                          Secrets.PASSWORD,
                          ElasticsearchServer.PASSWORD,
                          Secrets.TRUSTSTORE_PASSWORD,
                          "changeit")
                      .get(name))
              .map(Secret::of);

  private static Map<String, String> with(Map<String, String> keys, String key, String value) {
    Map<String, String> more = new HashMap<>(keys);
    more.put(key, value);
    return more;
  }

  private static Map<String, String> keys(
      ElasticsearchServer server, Map<String, String> trust, String user) {
    Map<String, String> keys = new HashMap<>(trust);
    keys.putIfAbsent("sluice.nodes", server.url());
    keys.put("sluice.auth.user", user);
    return keys;
  }

  private static String checked(ElasticsearchServer server, Map<String, String> trust, String user)
      throws IOException {
    try (Connection connection = open(keys(server, trust, user), SECRETS)) {
      connection.administration().checkWritable("other", Optional.empty());
      return "good";
    } catch (ElasticsearchException e) {
      assertThat(e).hasMessageNotContaining(ElasticsearchServer.PASSWORD);
      return e.getMessage();
    }
  }
}
