package dev.sluice.client.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.client.Connection;
import dev.sluice.client.http.Caller;
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.client.http.Distribution;
import dev.sluice.client.http.Secrets;
import dev.sluice.config.Settings;
import dev.sluice.json.ByteSlice;
import dev.sluice.testing.ScriptedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpSearchTransportTest {

  private static final String ERROR =
      "{\"error\":{\"type\":\"some_exception\",\"reason\":\"why\"}}";

  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private ScriptedServer server(ScriptedServer.Script script) throws IOException {
    ScriptedServer server = ScriptedServer.start().then(script);
    open.add(0, server);
    return server;
  }

  private SearchTransport transport(String nodes, Optional<String> preferred) throws IOException {
    return transport(Distribution.ELASTICSEARCH, nodes, preferred);
  }

  private SearchTransport transport(
      Distribution distribution, String nodes, Optional<String> preferred) throws IOException {
    Map<String, String> given =
        Map.of(
            "sluice.nodes", nodes, "sluice.nodes.discovery", "false", "sluice.http.timeout", "5s");
    Connection connection =
        Connection.open(
            ConnectionOptions.read(Settings.from(given::get), Secrets.none(), Caller.ANYBODY));
    open.add(0, connection);
    return connection.searchTransport(distribution, preferred);
  }

  private SearchTransport transport(ScriptedServer server) throws IOException {
    return transport(server.url(), Optional.empty());
  }

  private static ScriptedServer.Script chunks(String... chunks) {
    StringBuilder text = new StringBuilder("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (String chunk : chunks) {
      text.append(Integer.toHexString(chunk.length())).append("\r\n").append(chunk).append("\r\n");
    }
    return line -> line.take().write(text.append("0\r\n\r\n").toString());
  }

  @Test
  void a_point_in_time_is_opened_without_a_body_and_closed_by_its_id() throws Exception {
    ScriptedServer server = server(ScriptedServer.answers(200, "{\"id\":\"abc==\"}"));
    SearchTransport transport = transport(server);

    String id = transport.open("päges", "_shards:3|_prefer_nodes:n", Duration.ofMinutes(5));
    transport.close(id);

    assertThat(id).isEqualTo("abc==");
    assertThat(server.requests)
        .extracting(request -> request.line() + " " + request.text())
        .containsExactly(
            "POST /p%C3%A4ges/_pit?keep_alive=300000ms"
                + "&preference=_shards%3A3%7C_prefer_nodes%3An HTTP/1.1 ",
            "DELETE /_pit HTTP/1.1 {\"id\":\"abc==\"}");
  }

  @Test
  void opensearch_has_a_point_in_time_of_its_own_which_is_whole_or_refused() throws Exception {
    ScriptedServer server = server(ScriptedServer.answers(200, "{\"pit_id\":\"abc==\"}"));
    SearchTransport transport = transport(Distribution.OPENSEARCH, server.url(), Optional.empty());

    String id = transport.open("pages", "_shards:3", Duration.ofMinutes(5));
    transport.close(id);

    assertThat(id).isEqualTo("abc==");
    assertThat(server.requests)
        .extracting(request -> request.line() + " " + request.text())
        .containsExactly(
            "POST /pages/_search/point_in_time?allow_partial_pit_creation=false"
                + "&keep_alive=300000ms&preference=_shards%3A3 HTTP/1.1 ",
            "DELETE /_search/point_in_time HTTP/1.1 {\"pit_id\":[\"abc==\"]}");
  }

  /** The reply of OpenSearch 2.19.6. */
  @Test
  void a_point_in_time_is_lost_when_opensearch_no_longer_finds_its_node() throws Exception {
    String error =
        "{\"error\":{\"root_cause\":[{\"type\":\"TYPE\",\"reason\":\"r\"}],"
            + "\"type\":\"search_phase_execution_exception\",\"reason\":\"all shards failed\","
            + "\"caused_by\":{\"type\":\"TYPE\",\"reason\":\"no node found for id: x\"}}}";
    String gone = error.replace("TYPE", "illegal_state_exception");
    String cutOff = error.replace("TYPE", "node_not_connected_exception");

    assertThat(kindOf(Distribution.OPENSEARCH, 500, gone)).isEqualTo(SearchException.Kind.LOST);
    assertThat(kindOf(Distribution.OPENSEARCH, 500, cutOff)).isEqualTo(SearchException.Kind.AGAIN);
    assertThat(kindOf(Distribution.ELASTICSEARCH, 500, gone)).isEqualTo(SearchException.Kind.AGAIN);
    assertThat(kindOf(Distribution.OPENSEARCH, 404, cutOff)).isEqualTo(SearchException.Kind.LOST);
    assertThat(kindOfOpening(500, gone))
        .as("no point in time yet")
        .isEqualTo(SearchException.Kind.AGAIN);
  }

  private SearchException.Kind kindOfOpening(int status, String reply) throws Exception {
    ScriptedServer server = server(ScriptedServer.answers(status, reply));
    SearchTransport transport = transport(Distribution.OPENSEARCH, server.url(), Optional.empty());
    return catchThrowableOfType(
            SearchException.class, () -> transport.open("p", "_shards:0", Duration.ofMinutes(1)))
        .kind();
  }

  private SearchException.Kind kindOf(Distribution distribution, int status, String reply)
      throws Exception {
    ScriptedServer server = server(ScriptedServer.answers(status, reply));
    SearchTransport transport = transport(distribution, server.url(), Optional.empty());
    return catchThrowableOfType(SearchException.class, () -> search(transport, "{}", 100)).kind();
  }

  @Test
  void a_server_without_points_in_time_is_named() throws Exception {
    ScriptedServer server =
        server(
            ScriptedServer.answers(
                400, "{\"error\":\"no handler found for uri [/p/_search/point_in_time]\"}"));
    SearchTransport transport = transport(Distribution.OPENSEARCH, server.url(), Optional.empty());

    assertThatThrownBy(() -> transport.open("p", "_shards:0", Duration.ofMinutes(5)))
        .hasMessageContaining("no handler found")
        .hasMessageContaining("no API for a point in time: reading needs OpenSearch 2.4.0 or later")
        .extracting(e -> ((SearchException) e).kind())
        .isEqualTo(SearchException.Kind.HOPELESS);
  }

  @Test
  void a_reply_comes_as_it_is_and_partial_ones_are_not_asked_for() throws Exception {
    ScriptedServer server = server(ScriptedServer.answers(200, "{ \"n\" : 1.50 }"));

    byte[] reply = search(transport(server), "{\"size\":1}", 1_000);

    assertThat(new String(reply, UTF_8)).isEqualTo("{ \"n\" : 1.50 }");
    assertThat(server.requests.get(0).line())
        .isEqualTo("POST /_search?allow_partial_search_results=false HTTP/1.1");
    assertThat(server.requests.get(0).text()).isEqualTo("{\"size\":1}");
  }

  private static byte[] search(SearchTransport transport, String body, int most)
      throws SearchException {
    return transport.search(body, most, 0, byte[]::new).copy();
  }

  @ParameterizedTest
  @CsvSource({"0, 950, 1024", "0, 90, 90", "2000, 1990, 2000", "2000, 2001, 2001"})
  void an_array_of_about_the_expected_length_is_kept(int expected, int length, int array)
      throws Exception {
    ScriptedServer server = server(chunks("x".repeat(length)));

    ByteSlice reply = transport(server).search("{}", 9_000, expected, byte[]::new);

    assertThat(reply.copy()).hasSize(length).containsOnly('x');
    assertThat(reply.array()).hasSize(array);
  }

  @Test
  void receiving_a_reply_takes_no_more_memory_than_it_may() throws Exception {
    Random random = new Random(19);
    for (int i = 0; i < 200; i++) {
      int memory = 10_000 + random.nextInt(90_000);
      int expected = random.nextInt(memory);
      int length = random.nextInt(memory);
      SearchTransport transport = transport(server(chunks("x".repeat(length))));
      int first = Math.max(1_024, expected);
      try {
        ByteSlice reply = transport.search("{}", memory, expected, byte[]::new);

        assertThat(reply.length()).isEqualTo(length);
        int held = reply.array().length + (length > first ? first : 0);
        assertThat(held).as("%s of %s expected", length, expected).isLessThanOrEqualTo(memory);
      } catch (SearchException e) {
        assertThat(e.kind()).isEqualTo(SearchException.Kind.TOO_LARGE);
        assertThat(length).isGreaterThan(memory / 2);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1 << 20, (1 << 20) + 1, 3_000_000})
  void a_reply_in_chunks_of_any_length_is_read_whole(int length) throws Exception {
    String body = "x".repeat(length);
    ScriptedServer server =
        server(
            length < 2
                ? chunks(length == 0 ? new String[0] : new String[] {body})
                : chunks(body.substring(0, length / 2), body.substring(length / 2)));

    assertThat(search(transport(server), "{}", Math.max(1, 2 * length))).hasSize(length);
  }

  @Test
  void a_reply_larger_than_wanted_is_not_read_to_its_end() throws Exception {
    ScriptedServer announced = server(ScriptedServer.breaksOffAfter("x".repeat(101)));
    ScriptedServer inChunks = server(chunks("x".repeat(100), "x"));

    assertThat(kindOf(announced, 100)).isEqualTo(SearchException.Kind.TOO_LARGE);
    assertThat(kindOf(inChunks, 100)).isEqualTo(SearchException.Kind.TOO_LARGE);
    assertThat(search(transport(inChunks), "{}", 101)).hasSize(101);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_reply_that_was_compressed_unasked_is_read(boolean inChunks) throws Exception {
    String body = "{\"n\":\"" + "x".repeat(5_000) + "\"}";
    ScriptedServer server = server(ScriptedServer.answersCompressed(body, inChunks));

    assertThat(new String(search(transport(server), "{}", 11_000), UTF_8)).isEqualTo(body);
    assertThat(kindOf(server, 100)).isEqualTo(SearchException.Kind.TOO_LARGE);
  }

  @Test
  void a_compression_that_is_not_known_is_named() throws Exception {
    ScriptedServer server = server(ScriptedServer.answers(200, "{}", "Content-Encoding: br"));

    assertThatThrownBy(() -> search(transport(server), "{}", 100))
        .hasMessageContaining("Content-Encoding br, which Sluice did not request");
  }

  @Test
  void a_page_in_place_of_an_answer_is_said_with_its_words() throws Exception {
    ScriptedServer server =
        server(
            ScriptedServer.answersBare(
                200, "<html><h1>Log in</h1></html>", "Content-Type: text/html"));

    assertThatThrownBy(() -> search(transport(server), "{}", 100))
        .hasMessageContaining("the reply is a page (text/html), not JSON")
        .hasMessageContaining("Log in");
  }

  @Test
  void a_redirect_is_said_with_where_it_leads() throws Exception {
    ScriptedServer server =
        server(ScriptedServer.answers(302, "", "Location: https://login.example/x"));

    assertThatThrownBy(() -> search(transport(server), "{}", 100))
        .hasMessageContaining("302, http_302: a redirect to https://login.example/x")
        .hasMessageContaining("Redirects are not followed: set sluice.nodes to the URL");
  }

  private SearchException.Kind kindOf(ScriptedServer server, int most) {
    return catchThrowableOfType(SearchException.class, () -> search(transport(server), "{}", most))
        .kind();
  }

  @ParameterizedTest
  @CsvSource({
    "429,BUSY",
    "500,AGAIN",
    "502,AGAIN",
    "503,AGAIN",
    "504,AGAIN",
    "404,LOST",
    "400,HOPELESS",
    "401,HOPELESS",
    "403,HOPELESS"
  })
  void a_refusal_is_judged_by_its_status(int status, SearchException.Kind kind) throws Exception {
    ScriptedServer server = server(ScriptedServer.answers(status, ERROR, "Retry-After: 7"));

    SearchException refused =
        catchThrowableOfType(SearchException.class, () -> search(transport(server), "{}", 100));

    assertThat(refused.kind()).isEqualTo(kind);
    assertThat(refused)
        .hasMessageContaining(server.url())
        .hasMessageContaining(status + ", some_exception: why");
    assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void an_index_that_has_gone_is_no_lost_point_in_time() throws Exception {
    SearchTransport transport = transport(server(ScriptedServer.answers(404, ERROR)));

    SearchException refused =
        catchThrowableOfType(
            SearchException.class,
            () -> transport.open("gone", "_shards:0", Duration.ofMinutes(5)));

    assertThat(refused.kind()).isEqualTo(SearchException.Kind.HOPELESS);
  }

  @Test
  void what_got_no_whole_answer_may_be_asked_again() throws Exception {
    assertThat(kindOf(server(ScriptedServer.resets()), 100)).isEqualTo(SearchException.Kind.AGAIN);
    assertThat(kindOf(server(ScriptedServer.breaksOffAfter("{")), 1_000))
        .isEqualTo(SearchException.Kind.AGAIN);
  }

  @Test
  void the_preferred_node_is_asked_until_it_fails() throws Exception {
    ScriptedServer one = server(ScriptedServer.answers(200, "one"));
    ScriptedServer two = ScriptedServer.start().then(ScriptedServer.answers(200, "two"));
    open.add(0, two);
    two.then(ScriptedServer.answers(200, "two")).then(ScriptedServer.resets());
    SearchTransport transport = transport(one.url() + "," + two.url(), Optional.of(two.url()));

    assertThat(new String(search(transport, "{}", 9), UTF_8)).isEqualTo("two");
    assertThat(new String(search(transport, "{}", 9), UTF_8)).isEqualTo("two");
    assertThatThrownBy(() -> search(transport, "{}", 9)).isInstanceOf(SearchException.class);
    assertThat(new String(search(transport, "{}", 9), UTF_8)).isEqualTo("one");
  }

  @Test
  void after_the_abort_nothing_is_searched_but_a_point_in_time_is_closed() throws Exception {
    ScriptedServer server = server(ScriptedServer.answers(200, "{}"));
    SearchTransport transport = transport(server);

    transport.abort();
    SearchException refused =
        catchThrowableOfType(SearchException.class, () -> search(transport, "{}", 9));
    transport.close("abc");

    assertThat(refused).hasMessageContaining("aborted");
    assertThat(server.requests)
        .extracting(ScriptedServer.Request::line)
        .containsExactly("DELETE /_pit HTTP/1.1");
  }
}
