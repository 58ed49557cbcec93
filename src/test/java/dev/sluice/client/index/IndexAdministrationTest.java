package dev.sluice.client.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.client.Connection;
import dev.sluice.client.http.Caller;
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.client.http.Secrets;
import dev.sluice.config.Settings;
import dev.sluice.testing.ScriptedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is asked of an index, and what is made of the answers. */
@Timeout(30)
class IndexAdministrationTest {

  private ScriptedServer server;
  private Connection connection;

  @BeforeEach
  void start() throws IOException {
    server = ScriptedServer.start();
    Settings settings = Settings.from(Map.of("sluice.nodes", server.url())::get);
    connection = Connection.open(ConnectionOptions.read(settings, Secrets.none(), Caller.ANYBODY));
  }

  @AfterEach
  void close() throws IOException {
    connection.close();
    server.close();
  }

  private IndexAdministration answering(String... bodies) {
    Arrays.stream(bodies).forEach(body -> server.then(ScriptedServer.answers(200, body)));
    return connection.administration().index("pages");
  }

  private List<String> asked() {
    return server.requests.stream()
        .map(request -> request.line().replace(" HTTP/1.1", "") + " " + request.text())
        .map(String::trim)
        .toList();
  }

  @Test
  void the_rest_of_meta_is_carried_along_as_it_is() throws IOException {
    IndexAdministration pages =
        answering(
            "{\"pages\":{\"mappings\":{\"x\":[{}],\"_meta\":{\"a\":{\"b\":[1.50,null,\"\\u00e9\"]},"
                + "\"sluice\":{}}}}}",
            "{}");

    pages.putMeta(pages.meta().without("sluice").with("q\"", "1"));

    assertThat(asked().get(1))
        .isEqualTo("PUT /pages/_mapping {\"_meta\":{\"a\":{\"b\":[1.5,null,\"é\"]},\"q\\\"\":1}}");
  }

  @Test
  void an_index_without_meta_has_none() throws IOException {
    assertThat(answering("{}", "{\"pages\":{\"mappings\":{}}}").meta()).isEqualTo(IndexMeta.none());
    assertThat(connection.administration().index("pages").meta()).isEqualTo(IndexMeta.none());
  }

  @Test
  void primaries_are_told_by_the_names_of_their_nodes() throws IOException {
    IndexAdministration pages =
        answering(
            "{\"nodes\":{\"n1\":{\"name\":\"one\"}},\"shards\":["
                + "[{\"shard\":1,\"primary\":false,\"node\":\"n1\"},"
                + "{\"shard\":1,\"primary\":true,\"node\":\"n2\"}],"
                + "[{\"shard\":0,\"primary\":true,\"node\":\"n1\"}],"
                + "[{\"shard\":2,\"primary\":true,\"node\":null}]]}");

    assertThat(pages.primariesOf("a b")).isEqualTo(Map.of(0, "one", 1, "n2", 2, ""));
    assertThat(asked().get(0))
        .startsWith("GET /pages/_search_shards?filter_path=nodes.*.name,")
        .endsWith("&routing=a%20b");
  }

  @Test
  void settings_are_changed_in_one_request_and_null_is_null() throws IOException {
    Map<String, String> changes = new TreeMap<>();
    changes.put("index.a", "1");
    changes.put("index.b", null);

    answering("{}").putSettings(changes);

    assertThat(asked())
        .containsExactly("PUT /pages/_settings {\"index.a\":\"1\",\"index.b\":null}");
  }

  @Test
  void primary_terms_come_in_the_order_of_shards() throws IOException {
    IndexAdministration pages =
        answering("{\"metadata\":{\"indices\":{\"pages\":{\"primary_terms\":{\"1\":7,\"0\":3}}}}}");

    assertThat(pages.primaryTerms()).containsExactly(3L, 7L);
  }

  @Test
  void a_flush_that_a_shard_did_not_do_is_a_failure() {
    IndexAdministration pages = answering("{\"_shards\":{\"total\":2,\"failed\":1}}");

    assertThatThrownBy(pages::flush).hasMessage("Flushing pages: 1 shards failed to flush");
  }

  @Test
  void a_wait_in_vain_is_no_failure() throws IOException {
    server.then(ScriptedServer.answers(408, "{\"timed_out\":true,\"status\":\"yellow\"}"));

    assertThat(connection.administration().index("pages").awaitCopies(true, Duration.ofMillis(1)))
        .isFalse();
  }

  @Test
  void an_alias_is_moved_in_one_request_with_what_it_says() throws IOException {
    answering("{\"old\":{\"aliases\":{\"live\":{\"filter\":{\"term\":{\"n\":1}}}}}}", "{}")
        .takeAlias("live");

    assertThat(asked())
        .containsExactly(
            "GET /_alias/live",
            "POST /_aliases {\"actions\":[{\"remove\":{\"index\":\"old\",\"alias\":\"live\"}},"
                + "{\"add\":{\"index\":\"pages\",\"alias\":\"live\","
                + "\"filter\":{\"term\":{\"n\":1}}}}]}");
  }

  @Test
  void an_alias_of_several_indices_is_taken_from_all_and_comes_plain() throws IOException {
    answering(
            "{\"a\":{\"aliases\":{\"live\":{\"is_write_index\":true}}},"
                + "\"b\":{\"aliases\":{\"live\":{}}},\"pages\":{\"aliases\":{\"live\":{}}}}",
            "{}")
        .takeAlias("live");

    assertThat(asked().get(1))
        .isEqualTo(
            "POST /_aliases {\"actions\":[{\"remove\":{\"index\":\"a\",\"alias\":\"live\"}},"
                + "{\"remove\":{\"index\":\"b\",\"alias\":\"live\"}},"
                + "{\"add\":{\"index\":\"pages\",\"alias\":\"live\"}}]}");
  }

  @Test
  void an_alias_that_stands_right_already_is_left_alone() throws IOException {
    answering("{\"pages\":{\"aliases\":{\"live\":{}}}}").takeAlias("live");

    assertThat(asked()).containsExactly("GET /_alias/live");
  }
}
