package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.client.http.Caller;
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.client.http.Distribution;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.http.Secrets;
import dev.sluice.client.search.ReadScope;
import dev.sluice.config.Settings;
import dev.sluice.testing.ScriptedServer;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.log4j.Level;
import org.apache.log4j.Logger;
import org.apache.log4j.PatternLayout;
import org.apache.log4j.WriterAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Elasticsearch and OpenSearch are recognized, and servers that cannot be used are refused. */
class ServerKindsTest {

  private static final String TAGLINE =
      "{\"tagline\":\"The OpenSearch Project: https://opensearch.org/\","
          + "\"version\":{\"number\":\"7.10.2\"}}";
  private static final String FORBIDDEN =
      "{\"error\":{\"type\":\"security_exception\",\"reason\":\"no permissions\"}}";

  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  /** A node with a version, which greets with a status and a text. */
  private ScriptedServer node(String version, int status, String greeting) throws IOException {
    return node(200, nodes(version), status, greeting);
  }

  private static String nodes(String version) {
    return "{\"nodes\":{\"n1\":{\"name\":\"one\",\"version\":\"" + version + "\"}}}";
  }

  private ScriptedServer node(int nodesStatus, String nodes, int status, String greeting)
      throws IOException {
    ScriptedServer server = ScriptedServer.start();
    open.add(server);
    return server.then(
        line -> {
          line.take();
          String asked = server.requests.get(server.requests.size() - 1).line();
          if (asked.startsWith("GET /_nodes/http")) {
            line.write(bare(nodesStatus, nodes));
          } else if (asked.startsWith("GET / ")) {
            line.write(bare(status, greeting));
          } else {
            line.write(bare(404, "{\"error\":\"no handler found for uri\"}"));
          }
        });
  }

  /** A reply through a proxy that removes the headers. */
  private static String bare(int status, String body) {
    return "HTTP/1.1 %d Text\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(status, body.length(), body);
  }

  private static String greeting(String version) {
    return "{\"version\":{\"distribution\":\"opensearch\",\"number\":\"" + version + "\"}}";
  }

  private ScriptedServer openSearch(String version) throws IOException {
    return node(version, 200, greeting(version));
  }

  private Connection connection(ScriptedServer... servers) throws IOException {
    String urls = String.join(",", List.of(servers).stream().map(ScriptedServer::url).toList());
    Connection connection =
        Connection.open(
            ConnectionOptions.read(
                Settings.from(Map.of("sluice.nodes", urls)::get), Secrets.none(), Caller.ANYBODY));
    open.add(0, connection);
    return connection;
  }

  private void write(ScriptedServer... servers) throws IOException {
    connection(servers).administration().checkWritable("pages", Optional.empty());
  }

  private void read(ScriptedServer... servers) throws IOException {
    connection(servers).shardsToRead(ReadScope.of(List.of("pages")));
  }

  @Test
  void a_recent_elasticsearch_is_recognized_without_a_further_request() throws IOException {
    ScriptedServer server = node("8.19.21", 405, "{}");

    assertThat(connection(server).cluster().distribution()).isEqualTo(Distribution.ELASTICSEARCH);
    assertThat(server.requests).hasSize(1);
  }

  @Test
  void opensearch_is_recognized_by_its_name_or_else_by_its_tagline() throws IOException {
    ScriptedServer named = openSearch("2.19.6");
    Connection connection = connection(named);

    assertThat(connection.cluster().distribution()).isEqualTo(Distribution.OPENSEARCH);
    assertThat(connection.cluster().distribution()).isEqualTo(Distribution.OPENSEARCH);
    assertThat(named.requests)
        .as("asked once")
        .filteredOn(r -> r.line().startsWith("GET / "))
        .hasSize(1);
    assertThat(connection(node("2.19.6", 200, TAGLINE)).cluster().distribution())
        .isEqualTo(Distribution.OPENSEARCH);
  }

  @ParameterizedTest
  @CsvSource({"1.2.4,writing,1.3.0", "2.3.0,reading,2.4.0"})
  void an_opensearch_that_is_too_old_is_refused(String version, String purpose, String oldest)
      throws IOException {
    ScriptedServer server = openSearch(version);

    assertThatThrownBy(() -> run(purpose, server))
        .hasMessageContaining(
            "The cluster runs OpenSearch %s, but %s needs %s or later", version, purpose, oldest)
        .hasMessageContaining("one");
  }

  private void run(String purpose, ScriptedServer server) throws IOException {
    if (purpose.equals("writing")) {
      write(server);
    } else {
      read(server);
    }
  }

  @Test
  void opensearch_1_3_can_be_written_to_but_not_read() throws IOException {
    ScriptedServer server = openSearch("1.3.20");

    assertThatThrownBy(() -> read(server)).hasMessageContaining("reading needs 2.4.0");
    write(server);
  }

  @ParameterizedTest
  @ValueSource(strings = {"writing", "reading"})
  void elasticsearch_before_7_15_is_refused(String purpose) throws IOException {
    ScriptedServer server = node("7.14.2", 200, "{\"tagline\":\"You Know, for Search\"}");

    assertThatThrownBy(() -> run(purpose, server))
        .hasMessageContaining("Elasticsearch 7.14.2, but " + purpose + " needs 7.15.0 or later");
  }

  @Test
  void a_borrowed_version_in_the_greeting_does_no_harm() throws IOException {
    ScriptedServer server = node("2.19.6", 200, greeting("7.10.2"));

    write(server);

    assertThat(server.requests).anyMatch(request -> request.line().startsWith("GET / "));
  }

  @Test
  void an_opensearch_whose_nodes_call_themselves_elasticsearch_7_is_refused() throws IOException {
    ScriptedServer server = node("7.10.2", 200, TAGLINE);

    assertThatThrownBy(() -> write(server))
        .hasMessageContaining("The cluster runs OpenSearch, but calls itself 7.10.2")
        .hasMessageContaining("set compatibility.override_main_response_version to false");
  }

  @Test
  void an_old_version_with_a_refused_greeting_is_refused_by_both() throws IOException {
    ScriptedServer server = node("2.19.6", 403, FORBIDDEN);

    assertThatThrownBy(() -> write(server))
        .isInstanceOfSatisfying(ElasticsearchException.class, e -> assertThat(e.status()).isZero())
        .hasMessageContaining("Cannot tell whether the cluster runs Elasticsearch or OpenSearch")
        .hasMessageContaining("version 2.19.6")
        .hasMessageContaining("allow GET /");
  }

  @Test
  void without_the_nodes_the_greeting_decides_on_kind_and_version() throws IOException {
    ScriptedServer old = node(403, FORBIDDEN, 200, greeting("2.3.0"));
    ScriptedServer recent = node(403, FORBIDDEN, 200, greeting("2.19.6"));

    assertThatThrownBy(() -> read(old)).hasMessageContaining("OpenSearch 2.3.0, but reading");
    assertThatThrownBy(() -> read(recent)).hasMessageContaining("no handler found");
    assertThat(recent.requests).noneMatch(r -> r.line().contains("_has_privileges"));
  }

  @Test
  void nodes_of_both_kinds_are_refused_and_both_are_named() throws IOException {
    ScriptedServer elastic = node("8.19.21", 405, "{}");
    ScriptedServer open = openSearch("2.19.6");

    assertThatThrownBy(() -> write(elastic, open))
        .hasMessageContaining("different clusters")
        .hasMessageContaining(elastic.url())
        .hasMessageContaining(open.url())
        .hasMessageContaining("OpenSearch")
        .hasMessageContaining("Elasticsearch");
    assertThatThrownBy(() -> read(open, elastic)).hasMessageContaining("different clusters");
  }

  @Test
  void a_node_that_does_not_answer_is_not_compared() throws IOException {
    ScriptedServer alive = openSearch("2.19.6");
    ScriptedServer gone = openSearch("2.19.6");
    gone.close();

    write(alive, gone);

    assertThat(alive.requests).isNotEmpty();
  }

  @Test
  void that_privileges_are_not_checked_is_logged_once() throws IOException {
    StringWriter text = new StringWriter();
    WriterAppender appender = new WriterAppender(new PatternLayout("%m%n"), text);
    Logger logger = Logger.getLogger("dev.sluice");
    logger.addAppender(appender);
    logger.setLevel(Level.INFO);
    try {
      Administration administration = connection(openSearch("2.19.6")).administration();
      assertThatCode(
              () -> {
                assertThat(administration.missingPrivileges("pages", "index")).isEmpty();
                assertThat(administration.missingClusterPrivileges("monitor")).isEmpty();
              })
          .doesNotThrowAnyException();
    } finally {
      logger.removeAppender(appender);
      logger.setLevel(null);
    }

    assertThat(text.toString().lines())
        .singleElement()
        .asString()
        .contains("OpenSearch cannot tell privileges", "fails with 403");
  }
}
