package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.client.http.Caller;
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.http.Secrets;
import dev.sluice.config.Secret;
import dev.sluice.config.Settings;
import dev.sluice.testing.ScriptedServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdministrationTest {

  private static final String NODE =
      "{\"nodes\":{\"n1\":{\"name\":\"one\",\"version\":\"8.19.21\",\"roles\":[\"data\"]}}}";

  private final Map<String, ScriptedServer.Script> routes = new LinkedHashMap<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private ScriptedServer server;

  @BeforeEach
  void start() throws IOException {
    server = ScriptedServer.start().then(this::route);
    open.add(server);
    on("GET /_nodes/http", 200, NODE);
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private void on(String line, int status, String body) {
    routes.put(line, answer -> answer.write(ScriptedServer.reply(status, body, body.length())));
  }

  private void route(ScriptedServer.Line line) throws IOException, InterruptedException {
    line.take();
    String asked = server.requests.get(server.requests.size() - 1).line();
    String known =
        routes.keySet().stream()
            .filter(route -> asked.startsWith(route))
            .reduce((first, second) -> second)
            .orElse("");
    if (known.isEmpty()) {
      line.write(
          ScriptedServer.reply(
              405, "{\"error\":\"unknown " + asked + "\"}", 12 + asked.length() + 8));
    } else {
      routes.get(known).run(line);
    }
  }

  private Administration administration(String nodes) throws IOException {
    Settings settings =
        Settings.from(Map.of("sluice.nodes", nodes, "sluice.auth.user", "loader")::get);
    ConnectionOptions options =
        ConnectionOptions.read(
            settings,
            name ->
                Optional.of("topsecret").filter(x -> name.equals(Secrets.PASSWORD)).map(Secret::of),
            Caller.ANYBODY);
    settings.check();
    Connection connection = Connection.open(options);
    open.add(0, connection);
    return connection.administration();
  }

  private Administration administration() throws IOException {
    return administration(server.url());
  }

  private void check() throws IOException {
    administration().checkWritable("pages", Optional.empty());
  }

  @Test
  void what_is_not_elasticsearch_is_told() {
    on("GET /_nodes/http", 200, "<html>It works!</html>");
    assertThatThrownBy(this::check).hasMessageContaining(server.url()).hasMessageContaining("JSON");

    on("GET /_nodes/http", 404, "<html>Not found</html>");
    assertThatThrownBy(this::check)
        .hasMessageContaining("404")
        .hasMessageContaining(
            "The reply is not from Elasticsearch or OpenSearch: check sluice.nodes");
  }

  private static final String RESOLVED =
      "{\"indices\":[{\"name\":\"pages\",\"attributes\":[\"open\"]}],\"aliases\":[],"
          + "\"data_streams\":[]}";

  @Test
  void a_red_index_is_refused_before_anything_is_sent() {
    on("GET /_resolve/index/pages", 200, RESOLVED);
    on("GET /pages/_settings", 200, "{\"pages\":{\"settings\":{}}}");
    on("GET /pages/_search_shards?filter_path=shards", 200, "{\"shards\":[[{\"shard\":0}],[],[]]}");
    on("GET /_cluster/health/pages", 408, "{\"timed_out\":true}");

    assertThatThrownBy(this::check)
        .hasMessageContaining("Index pages is red: 2 primary shards are not assigned")
        .hasMessageContaining("_cluster/allocation/explain");
  }

  @Test
  void a_proxy_may_take_away_the_header_that_names_the_product() throws IOException {
    routes.put(
        "GET /_resolve/index/pages",
        line ->
            line.write(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                    + RESOLVED.length()
                    + "\r\n\r\n"
                    + RESOLVED));
    on("GET /pages/_settings", 200, "{\"pages\":{\"settings\":{}}}");

    assertThat(administration().find("pages")).isPresent();
  }

  @Test
  void what_the_data_nodes_hold_is_added_up() throws IOException {
    on(
        "GET /_nodes/data:true/stats/indexing_pressure",
        200,
        "{\"nodes\":{"
            + "\"a\":{\"indexing_pressure\":{\"memory\":{\"limit_in_bytes\":3000000000}}},"
            + "\"b\":{\"indexing_pressure\":{\"memory\":{\"limit_in_bytes\":1000000000}}}}}");

    assertThat(administration().writeCapacity()).hasValue(4_000_000_000L);
  }

  @Test
  void what_the_data_nodes_hold_may_stay_unknown() throws IOException {
    on(
        "GET /_nodes/data:true/stats/indexing_pressure",
        403,
        "{\"error\":{\"type\":\"security_exception\",\"reason\":\"unauthorized\"}}");

    assertThat(administration().writeCapacity()).isEmpty();
  }

  @Test
  void unknown_credentials_are_told_without_showing_them() {
    on(
        "GET /_nodes/http",
        401,
        "{\"error\":{\"type\":\"security_exception\",\"reason\":\"unable to authenticate\"}}");

    assertThatThrownBy(this::check)
        .isInstanceOfSatisfying(
            ElasticsearchException.class, e -> assertThat(e.status()).isEqualTo(401))
        .hasMessageContaining("user loader")
        .hasMessageContaining("sluice.auth.password")
        .hasMessageNotContaining("topsecret");
  }

  @Test
  void a_missing_privilege_is_named() {
    on(
        "POST /_security/user/_has_privileges",
        200,
        "{\"username\":\"loader\",\"has_all_requested\":false,\"cluster\":{},\"application\":{},"
            + "\"index\":{\"pages\":{\"index\":true,\"create_doc\":true,"
            + "\"create_index\":false,\"view_index_metadata\":true}}}");
    on(
        "GET /_resolve/index/pages",
        404,
        "{\"error\":{\"type\":\"index_not_found_exception\",\"reason\":\"no such"
            + " index\"},\"status\":404}");

    assertThatThrownBy(this::check)
        .hasMessageContaining("lack the privilege \"create_index\" on index pages");
  }

  @Test
  void a_count_without_every_shard_is_refused() throws IOException {
    on("GET /pages/_count", 200, "{\"count\":7,\"_shards\":{\"total\":2,\"failed\":0}}");
    assertThat(administration().count("pages")).isEqualTo(7);

    on("GET /pages/_count", 200, "{\"count\":7,\"_shards\":{\"total\":2,\"failed\":1}}");
    assertThatThrownBy(() -> administration().count("pages"))
        .hasMessage("Counting the documents of pages: 1 of 2 shards did not answer");
  }

  @Test
  void where_security_is_off_no_privilege_is_missing() throws IOException {
    assertThat(administration().missingPrivileges("pages", "index", "read")).isEmpty();
  }

  @Test
  void an_unknown_version_is_no_hindrance() {
    on(
        "GET /_nodes/http",
        403,
        "{\"error\":{\"type\":\"security_exception\",\"reason\":\"no monitor\"}}");
    on(
        "GET /_resolve/index/pages",
        404,
        "{\"error\":{\"type\":\"index_not_found_exception\",\"reason\":\"no such"
            + " index\"},\"status\":404}");

    assertThatCode(this::check).doesNotThrowAnyException();
  }

  @Test
  void the_next_node_is_asked_where_nothing_was_sent() throws IOException {
    String dead = "http://127.0.0.1:1";

    assertThat(administration(dead + "," + server.url()).cluster().nodes()).hasSize(1);
  }

  @Test
  void what_may_have_been_done_is_not_asked_of_another_node() throws IOException {
    ScriptedServer first = ScriptedServer.start().then(ScriptedServer.resets());
    ScriptedServer second = ScriptedServer.start().then(ScriptedServer.resets());
    open.add(first);
    open.add(second);

    assertThatThrownBy(
            () ->
                administration(first.url() + "," + second.url()).create("pages", Optional.empty()))
        .isInstanceOf(ElasticsearchException.class);
    assertThat(first.requests.size() + second.requests.size()).isEqualTo(1);
  }

  @Test
  void an_index_that_is_there_already_is_not_created() throws IOException {
    on(
        "PUT /pages",
        400,
        "{\"error\":{\"type\":\"resource_already_exists_exception\",\"reason\":\"there\"}}");

    assertThat(administration().create("pages", Optional.of("{}"))).isFalse();
    assertThat(server.requests.get(0).text()).isEqualTo("{}");
  }

  @Test
  void names_are_encoded_in_paths() throws IOException {
    on("PUT /", 200, "{\"acknowledged\":true}");

    administration().create("<pages-{now/d}>", Optional.empty());

    assertThat(server.requests.get(0).line()).isEqualTo("PUT /%3Cpages-%7Bnow%2Fd%7D%3E HTTP/1.1");
  }
}
