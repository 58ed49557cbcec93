package dev.sluice.client.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bulk.BulkReply;
import dev.sluice.bulk.BulkTransport;
import dev.sluice.bulk.Exchanges;
import dev.sluice.client.Connection;
import dev.sluice.client.http.Caller;
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.client.lanes.LaneAddresses;
import dev.sluice.client.lanes.LanePlan;
import dev.sluice.config.Secret;
import dev.sluice.config.Settings;
import dev.sluice.testing.Awaiting;
import dev.sluice.testing.ScriptedServer;
import dev.sluice.testing.TestCertificates;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpBulkTransportTest {

  private static final String DONE =
      "{\"took\":1,\"errors\":false,\"items\":[{\"index\":{\"status\":201}}]}";
  private static final String DOC = "{\"a\":1}";

  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private ScriptedServer server() throws IOException {
    ScriptedServer server = ScriptedServer.start();
    open.add(0, server);
    return server;
  }

  private Connection connection(String nodes, String... keys) throws IOException {
    Map<String, String> given = new HashMap<>();
    given.put("sluice.nodes", nodes);
    given.put("sluice.nodes.discovery", "false");
    for (int i = 0; i < keys.length; i += 2) {
      given.put(keys[i], keys[i + 1]);
    }
    Settings settings = Settings.from(given::get);
    ConnectionOptions options =
        ConnectionOptions.read(settings, name -> secret(name, given), Caller.ANYBODY);
    settings.check();
    Connection connection = Connection.open(options);
    open.add(0, connection);
    return connection;
  }

  private static Optional<Secret> secret(String name, Map<String, String> given) {
    return Optional.ofNullable(given.get(name)).map(Secret::of);
  }

  private BulkTransport transport(String nodes, String... keys) throws IOException {
    return connection(nodes, keys).bulkTransport();
  }

  private static BulkReply send(BulkTransport transport) {
    return transport.send(Exchanges.indexing(false, DOC));
  }

  private BulkReply sendTo(ScriptedServer server, String... keys) throws IOException {
    return send(transport(server.url(), keys));
  }

  @Test
  void the_body_goes_out_as_it_is_with_its_length_and_credentials() throws IOException {
    ScriptedServer server = server().then(ScriptedServer.answers(200, DONE));

    BulkReply reply =
        sendTo(server, "sluice.auth.user", "loader", "sluice.auth.password", "secret");

    assertThat(Exchanges.kind(reply)).isEqualTo("ITEMS");
    assertThat(Exchanges.statuses(reply)).containsExactly(201);
    ScriptedServer.Request request = server.requests.get(0);
    assertThat(request.line())
        .isEqualTo(
            "POST /_bulk?filter_path=took,errors,items.*.status,items.*.result,items.*.error,"
                + "items.*.failure_store&timeout=45000ms"
                + " HTTP/1.1");
    assertThat(request.text()).endsWith(DOC + "\n").startsWith("{\"index\":");
    assertThat(request.header("Content-Length")).isEqualTo(request.body().length + "");
    assertThat(request.header("Content-Type")).isEqualTo("application/x-ndjson");
    assertThat(request.header("Transfer-Encoding")).isEmpty();
    assertThat(request.header("Accept-Encoding")).isEmpty();
    assertThat(request.header("Expect")).isEmpty();
    assertThat(request.header("Authorization")).isEqualTo("Basic bG9hZGVyOnNlY3JldA==");
  }

  @Test
  void api_keys_and_tokens_are_sent_as_such() throws IOException {
    ScriptedServer server = server().then(ScriptedServer.answers(200, DONE));

    sendTo(server, "sluice.auth.api-key", "id:key");
    sendTo(server, "sluice.auth.api-key", "aWQ6a2V5");
    sendTo(server, "sluice.auth.bearer", "token");

    assertThat(server.requests)
        .extracting(request -> request.header("Authorization"))
        .containsExactly("ApiKey aWQ6a2V5", "ApiKey aWQ6a2V5", "Bearer token");
  }

  @Test
  void a_compressed_body_has_a_length_too() throws IOException {
    ScriptedServer server =
        server()
            .then(
                ScriptedServer.answers(
                    200,
                    "{\"items\":["
                        + "{\"index\":{\"status\":200}},".repeat(499)
                        + "{\"index\":{\"status\":200}}]}"));
    String[] sources = new String[500];
    java.util.Arrays.setAll(
        sources, i -> "{\"n\":" + i + ",\"x\":\"" + "\\u00e4".repeat(i) + "\"}");

    BulkReply reply = transport(server.url()).send(Exchanges.indexing(true, sources));

    assertThat(Exchanges.statuses(reply)).hasSize(500).containsOnly(200);
    ScriptedServer.Request request = server.requests.get(0);
    assertThat(request.header("Content-Encoding")).isEqualTo("gzip");
    byte[] body = new GZIPInputStream(new ByteArrayInputStream(request.body())).readAllBytes();
    assertThat(body).hasSize((int) Exchanges.indexing(false, sources).contentLength());
  }

  @Test
  void the_path_of_a_node_is_kept_as_a_prefix() throws IOException {
    ScriptedServer server = server().then(ScriptedServer.answers(200, DONE));

    send(transport(server.url() + "/search/"));

    assertThat(server.requests.get(0).line()).startsWith("POST /search/_bulk?");
  }

  @Test
  void a_refused_connection_is_not_sent() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    BulkReply reply = send(transport("http://127.0.0.1:" + port));

    assertThat(Exchanges.kind(reply)).isEqualTo("NOT_SENT");
    assertThat(reply).hasToString("http://127.0.0.1:" + port + ": POST /_bulk: connection refused");
  }

  @Test
  void an_unknown_host_is_not_sent() throws IOException {
    BulkReply reply = send(transport("http://nowhere.invalid:9200"));

    assertThat(Exchanges.kind(reply)).isEqualTo("NOT_SENT");
    assertThat(reply.toString()).contains("no such host");
  }

  @Test
  void a_handshake_that_fails_is_not_sent() throws IOException {
    ScriptedServer server = server().then(line -> line.close());

    BulkReply reply = send(transport(server.url().replace("http:", "https:")));

    assertThat(Exchanges.kind(reply)).isEqualTo("NOT_SENT");
  }

  @Test
  void a_handshake_that_hangs_is_not_sent() throws IOException {
    ScriptedServer server = server().then(line -> line.awaitEnd());

    BulkReply reply =
        send(
            transport(
                server.url().replace("http:", "https:"), "sluice.http.connect-timeout", "200ms"));

    assertThat(Exchanges.kind(reply)).isEqualTo("NOT_SENT");
  }

  @Test
  void plain_http_where_tls_is_expected_is_not_sent_and_told() throws IOException {
    ScriptedServer server =
        server()
            .then(
                line -> {
                  line.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
                  line.close();
                });

    BulkReply reply = send(transport(server.url().replace("http:", "https:")));

    assertThat(Exchanges.kind(reply)).isEqualTo("NOT_SENT");
    assertThat(reply.toString()).contains("plain http://");
  }

  @Test
  void an_unknown_authority_is_hopeless_and_a_known_one_is_not() throws Exception {
    TestCertificates certificates = TestCertificates.shared();
    ScriptedServer server =
        ScriptedServer.startTls(certificates.server()).then(ScriptedServer.answers(200, DONE));
    open.add(0, server);

    BulkReply unknown = sendTo(server);
    BulkReply known = sendTo(server, "sluice.tls.ca-file", certificates.caFile().toString());
    BulkReply misnamed =
        send(
            transport(
                server.url().replace("localhost", "127.0.0.1"),
                "sluice.tls.ca-file",
                certificates.caFile().toString()));
    BulkReply itself =
        send(
            transport(
                server.url().replace("localhost", "127.0.0.1"),
                "sluice.tls.fingerprint",
                certificates.nodeFingerprint()));

    assertThat(Exchanges.kind(unknown)).isEqualTo("HOPELESS");
    assertThat(unknown.toString()).contains("untrusted authority").contains("sluice.tls.ca-file");
    assertThat(Exchanges.kind(known)).isEqualTo("ITEMS");
    assertThat(Exchanges.kind(misnamed)).isEqualTo("HOPELESS");
    assertThat(misnamed.toString()).contains("127.0.0.1").contains("sluice.nodes");
    assertThat(Exchanges.kind(itself)).isEqualTo("ITEMS");
    assertThat(server.requests).hasSize(2);
  }

  @Test
  void a_certificate_that_has_expired_is_hopeless_and_called_so(@TempDir Path directory)
      throws Exception {
    TestCertificates certificates = TestCertificates.expiredIn(directory);
    ScriptedServer server = ScriptedServer.startTls(certificates.server());
    open.add(0, server);

    BulkReply reply = sendTo(server, "sluice.tls.ca-file", certificates.caFile().toString());

    assertThat(Exchanges.kind(reply)).isEqualTo("HOPELESS");
    assertThat(reply.toString()).contains("its certificate has expired").contains("Renew it");
    assertThat(server.requests).isEmpty();
  }

  @Test
  void a_reset_after_the_body_is_unknown() throws IOException {
    ScriptedServer server = server().then(ScriptedServer.resets());

    assertThat(Exchanges.kind(sendTo(server))).isEqualTo("UNKNOWN");
    assertThat(server.requests).hasSize(1);
  }

  @Test
  void a_reset_in_the_middle_of_the_body_is_unknown() throws IOException {
    ScriptedServer server = server().then(ScriptedServer.resetsAfterHead());
    String large = "{\"a\":\"" + "x".repeat(8_000_000) + "\"}";

    BulkReply reply = transport(server.url()).send(Exchanges.indexing(false, large));

    assertThat(Exchanges.kind(reply)).isEqualTo("UNKNOWN");
    assertThat(server.connections).hasValue(1);
  }

  @Test
  void a_reply_cut_short_is_unknown() throws IOException {
    ScriptedServer server = server().then(ScriptedServer.breaksOffAfter(DONE.substring(0, 30)));

    assertThat(Exchanges.kind(sendTo(server))).isEqualTo("UNKNOWN");
  }

  @Test
  void a_whole_answer_in_a_reply_that_promised_more_is_unknown() throws IOException {
    ScriptedServer server = server().then(ScriptedServer.breaksOffAfter(DONE));

    assertThat(Exchanges.kind(sendTo(server))).isEqualTo("UNKNOWN");
  }

  @Test
  void a_reply_about_other_items_is_unknown() throws IOException {
    ScriptedServer server = server().then(ScriptedServer.answers(200, "{\"items\":[]}"));

    BulkReply reply = sendTo(server);

    assertThat(Exchanges.kind(reply)).isEqualTo("UNKNOWN");
    assertThat(reply.toString()).contains("0 items, but 1 were sent");
  }

  @Test
  void silence_is_unknown_when_the_time_is_up() throws IOException {
    ScriptedServer server = server().then(ScriptedServer.staysSilent());

    BulkReply reply = sendTo(server, "sluice.http.timeout", "300ms");

    assertThat(Exchanges.kind(reply)).isEqualTo("UNKNOWN");
  }

  @Test
  void a_reply_that_trickles_is_cut_off_when_the_time_is_up() throws Exception {
    ScriptedServer server =
        server()
            .then(
                line -> {
                  line.take().write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n{");
                  do {
                    line.write(" ");
                  } while (!line.awaitEnd(Duration.ofMillis(20)));
                });

    BulkReply reply =
        CompletableFuture.supplyAsync(() -> unchecked(server)).get(30, TimeUnit.SECONDS);

    assertThat(Exchanges.kind(reply)).isEqualTo("UNKNOWN");
    assertThat(reply.toString()).contains("no complete reply within 300 ms (sluice.http.timeout)");
  }

  private BulkReply unchecked(ScriptedServer server) {
    try {
      return sendTo(server, "sluice.http.timeout", "300ms");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_body_that_nobody_takes_is_cut_off_when_the_time_is_up() throws IOException {
    ScriptedServer server =
        server()
            .then(
                line -> {
                  line.takeHead();
                  line.awaitEnd();
                });
    String large = "{\"a\":\"" + "x".repeat(30_000_000) + "\"}";

    BulkReply reply =
        transport(server.url(), "sluice.http.timeout", "500ms")
            .send(Exchanges.indexing(false, large));

    assertThat(Exchanges.kind(reply)).isEqualTo("UNKNOWN");
    assertThat(reply.toString()).contains("sluice.http.timeout");
  }

  @Test
  void an_early_refusal_ends_the_sending() throws Exception {
    CompletableFuture<Long> taken = new CompletableFuture<>();
    ScriptedServer server =
        server()
            .then(
                line -> {
                  line.takeHead();
                  line.write(ScriptedServer.reply(413, "", 0));
                  taken.complete(line.takeUntilClosed());
                });
    String large = "{\"a\":\"" + "x".repeat(30_000_000) + "\"}";

    BulkReply reply = transport(server.url()).send(Exchanges.indexing(false, large));

    assertThat(Exchanges.kind(reply)).isEqualTo("REFUSED");
    assertThat(Exchanges.status(reply)).isEqualTo(413);
    assertThat(taken.get(30, TimeUnit.SECONDS)).isLessThan(30_000_000);
  }

  /** A refusal of the content by a cluster of nodes of one version. */
  private BulkReply refusedBy(String version) throws IOException {
    String nodes = "{\"nodes\":{\"n\":{\"name\":\"n\",\"version\":\"" + version + "\"}}}";
    ScriptedServer server =
        server().then(ScriptedServer.answers(400, "{}")).then(ScriptedServer.answers(200, nodes));
    return sendTo(server);
  }

  @Test
  void what_a_server_refuses_as_a_whole_may_be_applied_in_part_where_early_items_run()
      throws IOException {
    assertThat(Exchanges.isPerhapsInPart(refusedBy("9.0.0"))).isTrue();
    assertThat(Exchanges.isPerhapsInPart(refusedBy("8.19.21"))).isFalse();
    assertThat(Exchanges.isPerhapsInPart(refusedBy("who knows"))).isTrue();
  }

  /** Answers when it has seen the head, closes, and reads no more, as Elasticsearch 9.5 does. */
  private static ScriptedServer.Script refusesAndCloses() {
    String why =
        "{\"error\":{\"type\":\"content_too_long\",\"reason\":\"too long\"},\"status\":413}";
    return line -> {
      line.takeHead();
      line.write(ScriptedServer.reply(413, why, why.length()));
      line.close();
    };
  }

  private static void assertRefused(BulkTransport transport) {
    String large = "{\"a\":\"" + "x".repeat(8_000_000) + "\"}";
    for (int i = 0; i < 10; i++) {
      BulkReply reply = transport.send(Exchanges.indexing(false, large));
      assertThat(reply.toString()).isEqualTo("status 413, content_too_long: too long");
    }
  }

  @Test
  void a_refusal_is_read_though_the_server_closes_before_all_is_written() throws IOException {
    ScriptedServer server = server().then(refusesAndCloses());

    assertRefused(transport(server.url()));
  }

  @Test
  void a_refusal_over_tls_is_read_though_the_server_closes_before_all_is_written()
      throws Exception {
    TestCertificates certificates = TestCertificates.shared();
    ScriptedServer server = ScriptedServer.startTls(certificates.server());
    open.add(0, server);
    server.then(refusesAndCloses());

    assertRefused(transport(server.url(), "sluice.tls.ca-file", certificates.caFile().toString()));
  }

  @Test
  void a_server_that_closes_without_a_word_leaves_the_outcome_unknown() throws IOException {
    ScriptedServer server = server().then(ScriptedServer.resetsAfterHead());
    String large = "{\"a\":\"" + "x".repeat(8_000_000) + "\"}";

    BulkReply reply = transport(server.url()).send(Exchanges.indexing(false, large));

    assertThat(Exchanges.kind(reply)).isEqualTo("UNKNOWN");
  }

  @Test
  void a_refusal_whose_reason_is_cut_off_is_judged_by_its_status() throws IOException {
    ScriptedServer server =
        server()
            .then(
                line -> {
                  line.take().write(ScriptedServer.reply(413, "{\"error\":", 400));
                  line.close();
                });

    BulkReply reply = sendTo(server);

    assertThat(Exchanges.kind(reply)).isEqualTo("REFUSED");
    assertThat(Exchanges.status(reply)).isEqualTo(413);
  }

  /** What the server says of index pages, after a document that has another source. */
  private BulkReply compareIn(String index) throws IOException {
    ScriptedServer server =
        server()
            .then(
                ScriptedServer.answers(
                    200,
                    "{\"docs\":[{\"_index\":\"pages\",\"_id\":\"0\",\"found\":true,"
                        + "\"_source\":{\"a\":2}}]}"))
            .then(ScriptedServer.answers(200, "{\"pages\":" + index + "}"));
    BulkTransport transport = transport(server.url());
    BulkReply reply = transport.compare(Exchanges.indexing(false, DOC));
    assertThat(server.requests.get(1).line()).startsWith("GET /pages?include_defaults=true");
    return reply;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'mappings':{'_source':{'enabled':false}}} | stores no _source",
        "{'mappings':{'_source':{'excludes':['b']}}} | stores only a part of _source",
        "{'mappings':{'_source':{'includes':['b']}}} | stores only a part of _source",
        "{'mappings':{'_source':{'mode':'synthetic'}}} | rebuilds documents",
        "{'settings':{'index':{'mapping':{'source':{'mode':'SYNTHETIC'}}}}} | rebuilds documents",
        "{'settings':{'index':{'mode':'time_series'}}} | rebuilds documents",
        "{'defaults':{'index':{'mode':'logsdb'}}} | rebuilds documents",
        "{'settings':{'index':{'default_pipeline':'p'}}} | changes documents in ingest pipeline p",
        "{'settings':{'index':{'final_pipeline':'p'}}} | changes documents in ingest pipeline p",
        "{'mappings':{'properties':{'o':{'properties':{'s':{'type':'semantic_text'}}}}}} | changes",
        "{'defaults':{'index':{'mapping':{'exclude_source_vectors':'true'}}},"
            + "'mappings':{'properties':{'v':{'type':'dense_vector'}}}} | omits vectors",
      })
  void another_source_may_be_our_own_where_it_does_not_come_back_as_sent(String index, String why)
      throws IOException {
    BulkReply reply = compareIn(index.replace('\'', '"'));

    assertThat(Exchanges.statuses(reply)).containsExactly(409);
    assertThat(Exchanges.error(reply, 0)).startsWith("source_not_verbatim: index pages " + why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'defaults':{'index':{'mode':'standard','mapping':{'source':{'mode':'STORED'}}}}}",
        "{'settings':{'index':{'mode':'logsdb','mapping':{'source':{'mode':'stored'}}}}}",
        "{'settings':{'index':{'default_pipeline':'_none'}}}",
        "{'defaults':{'index':{'mapping':{'exclude_source_vectors':'true'}}},"
            + "'mappings':{'properties':{'v':{'type':'keyword'}}}}",
        "{'mappings':{'properties':{'v':{'type':'dense_vector'}}}}",
      })
  void another_source_is_somebody_elses_where_sources_come_back_as_sent(String index)
      throws IOException {
    BulkReply reply = compareIn(index.replace('\'', '"'));

    assertThat(Exchanges.statuses(reply)).containsExactly(409);
    assertThat(Exchanges.error(reply, 0)).isEmpty();
  }

  @Test
  void where_nobody_may_read_how_sources_are_kept_another_source_may_be_our_own()
      throws IOException {
    String other = "{\"docs\":[{\"_index\":\"pages\",\"found\":true,\"_source\":{\"a\":2}}]}";
    String no = "{\"error\":{\"type\":\"security_exception\",\"reason\":\"no\"}}";
    ScriptedServer server =
        server().then(ScriptedServer.answers(200, other)).then(ScriptedServer.answers(403, no));

    BulkReply reply = transport(server.url()).compare(Exchanges.indexing(false, DOC));

    assertThat(Exchanges.error(reply, 0)).contains("cannot be read: 403, security_exception: no");
  }

  @Test
  void where_the_question_how_sources_are_kept_gets_no_answer_the_comparison_is_made_again()
      throws IOException {
    String other = "{\"docs\":[{\"_index\":\"pages\",\"found\":true,\"_source\":{\"a\":2}}]}";
    ScriptedServer server =
        server().then(ScriptedServer.answers(200, other)).then(ScriptedServer.answers(503, "{}"));

    BulkReply reply = transport(server.url()).compare(Exchanges.indexing(false, DOC));

    assertThat(Exchanges.kind(reply)).isEqualTo("UNKNOWN");
  }

  @Test
  void a_refusal_carries_its_error_and_when_to_come_again() throws IOException {
    ScriptedServer server =
        server()
            .then(
                ScriptedServer.answers(
                    429,
                    "{\"error\":{\"root_cause\":[{\"type\":\"x\"}],\"type\":\"circuit_breaking_exception\",\"reason\":\"[parent]"
                        + " too large\","
                        + "\"bytes_wanted\":123,\"bytes_limit\":456,\"durability\":\"PERMANENT\"},"
                        + "\"status\":429}",
                    "Retry-After: 7"));

    BulkReply reply = sendTo(server);

    assertThat(Exchanges.kind(reply)).isEqualTo("REFUSED");
    assertThat(Exchanges.status(reply)).isEqualTo(429);
    assertThat(Exchanges.error(reply).type()).isEqualTo("circuit_breaking_exception");
    assertThat(Exchanges.bytesLimit(Exchanges.error(reply))).isEqualTo(456);
    assertThat(Exchanges.isPermanent(Exchanges.error(reply))).isTrue();
    assertThat(Exchanges.retryAfter(reply)).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void a_refusal_by_something_else_is_told_in_its_words() throws IOException {
    ScriptedServer server =
        server()
            .then(
                ScriptedServer.answers(
                    502, "<html><head><title>502 Bad Gateway</title></head>\r\n</html>"));

    BulkReply reply = sendTo(server);

    assertThat(Exchanges.status(reply)).isEqualTo(502);
    assertThat(Exchanges.error(reply)).hasToString("http_502: 502 Bad Gateway");
  }

  @Test
  void redirects_and_challenges_are_not_followed() throws IOException {
    ScriptedServer server =
        server()
            .then(ScriptedServer.answers(307, "", "Location: /elsewhere"))
            .then(ScriptedServer.answers(401, "", "WWW-Authenticate: Basic realm=\"x\""));
    BulkTransport transport =
        transport(server.url(), "sluice.auth.user", "u", "sluice.auth.password", "p");

    assertThat(Exchanges.status(send(transport))).isEqualTo(307);
    assertThat(Exchanges.status(send(transport))).isEqualTo(401);
    assertThat(server.requests).hasSize(2);
  }

  @Test
  void connections_are_used_again_and_one_closed_meanwhile_is_not() throws Exception {
    ScriptedServer server =
        server()
            .then(ScriptedServer.answers(200, DONE))
            .then(ScriptedServer.answersAndCloses(200, DONE))
            .then(ScriptedServer.answers(200, DONE));
    BulkTransport transport = transport(server.url());

    assertThat(Exchanges.kind(send(transport))).isEqualTo("ITEMS");
    assertThat(Exchanges.kind(send(transport))).isEqualTo("ITEMS");
    assertThat(server.connections).hasValue(1);
    assertThat(server.closed.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(Exchanges.kind(send(transport))).isEqualTo("ITEMS");
    assertThat(server.connections).hasValue(2);
  }

  @Test
  void a_node_whose_connection_fails_is_left_out() throws IOException {
    ScriptedServer bad = server().then(ScriptedServer.resets());
    ScriptedServer good = server().then(ScriptedServer.answers(200, DONE));
    BulkTransport transport = transport(bad.url() + "," + good.url());

    for (int i = 0; i < 6; i++) {
      send(transport);
    }

    assertThat(bad.requests).hasSize(1);
    assertThat(good.requests).hasSize(5);
  }

  @Test
  void a_lane_goes_to_its_node() throws IOException {
    ScriptedServer one = server().then(ScriptedServer.answers(200, DONE));
    ScriptedServer two = server().then(ScriptedServer.answers(200, DONE));
    BulkTransport transport =
        connection(one.url() + "," + two.url()).bulkTransport(leadingTo(two.url()));

    for (int i = 0; i < 4; i++) {
      send(transport);
    }

    assertThat(one.requests).isEmpty();
    assertThat(two.requests).hasSize(4);
  }

  @Test
  void nodes_that_answer_where_they_say_are_found() throws IOException {
    ScriptedServer found = server();
    ScriptedServer given = server();
    String nodes =
        "{\"nodes\":{\"n1\":{\"name\":\"a\",\"version\":\"8.19.21\",\"roles\":[\"data\"],"
            + "\"http\":{\"publish_address\":\"FOUND\"}},"
            + "\"n2\":{\"name\":\"b\",\"version\":\"8.19.21\",\"roles\":[\"data_hot\"],"
            + "\"http\":{\"publish_address\":\"GIVEN\"}},"
            + "\"n3\":{\"name\":\"c\",\"version\":\"8.19.21\",\"roles\":[\"master\"],"
            + "\"http\":{\"publish_address\":\"GIVEN\"}}}}";
    given
        .then(
            ScriptedServer.answers(
                200,
                nodes
                    .replace("FOUND", found.url().replace("http://", ""))
                    .replace("GIVEN", given.url().replace("http://", ""))))
        .then(ScriptedServer.answers(200, "{\"nodes\":{\"somebody-else\":{\"name\":\"x\"}}}"));
    found
        .then(ScriptedServer.answers(200, "{\"nodes\":{\"n1\":{\"name\":\"a\"}}}"))
        .then(ScriptedServer.answers(200, DONE));
    BulkTransport transport =
        connection(given.url(), "sluice.nodes.discovery", "true")
            .lanedTransport(LanePlan.off(""), "pages")
            .transport();

    for (int i = 0; i < 3; i++) {
      assertThat(Exchanges.kind(send(transport))).isEqualTo("ITEMS");
    }

    assertThat(found.requests).hasSize(4);
    assertThat(given.requests).hasSize(2);
  }

  @Test
  void where_no_node_answers_as_it_says_the_given_ones_stay() throws IOException {
    ScriptedServer given =
        server()
            .then(
                ScriptedServer.answers(
                    200,
                    "{\"nodes\":{\"n1\":{\"name\":\"a\",\"version\":\"8.19.21\",\"roles\":[\"data\"],"
                        + "\"http\":{\"publish_address\":\"nowhere.invalid/10.0.0.1:9200\"}}}}"))
            .then(ScriptedServer.answers(200, DONE));

    BulkTransport transport =
        connection(given.url(), "sluice.nodes.discovery", "true")
            .lanedTransport(LanePlan.off(""), "pages")
            .transport();

    assertThat(Exchanges.kind(send(transport))).isEqualTo("ITEMS");
  }

  @Test
  void no_request_waits_for_the_search_for_nodes() throws Exception {
    ScriptedServer hung = server().then(ScriptedServer.staysSilent());
    String nodes =
        "{\"nodes\":{\"n1\":{\"name\":\"a\",\"version\":\"8.19.21\",\"roles\":[\"data\"],"
            + "\"http\":{\"publish_address\":\""
            + hung.url().replace("http://", "")
            + "\"}}}}";
    ScriptedServer given = server();
    given.then(
        line -> {
          line.take();
          boolean bulk = given.requests.get(given.requests.size() - 1).line().contains("_bulk");
          String body = bulk ? DONE : nodes;
          line.write(ScriptedServer.reply(200, body, body.length()));
        });
    BulkTransport transport =
        transport(given.url(), "sluice.nodes.discovery", "true", "sluice.http.timeout", "1h");

    CompletableFuture<BulkReply> sent = CompletableFuture.supplyAsync(() -> send(transport));
    Awaiting.until(() -> !hung.requests.isEmpty());

    assertThat(Exchanges.kind(sent.get(4, TimeUnit.SECONDS))).isEqualTo("ITEMS");
  }

  @Test
  void a_reply_that_was_compressed_unasked_is_read() throws IOException {
    ScriptedServer server = server().then(ScriptedServer.answersCompressed(DONE, true));

    assertThat(Exchanges.kind(sendTo(server))).isEqualTo("ITEMS");
  }

  @Test
  void abort_ends_a_call_that_is_blocked_and_later_ones() throws Exception {
    ScriptedServer server = server().then(ScriptedServer.staysSilent());
    BulkTransport transport = transport(server.url());

    CompletableFuture<BulkReply> blocked = CompletableFuture.supplyAsync(() -> send(transport));
    Awaiting.until(() -> !server.requests.isEmpty());
    transport.abort();

    assertThat(Exchanges.kind(blocked.get(30, TimeUnit.SECONDS))).isEqualTo("UNKNOWN");
    assertThat(blocked.get().toString()).contains("aborted");
    assertThat(Exchanges.kind(send(transport))).isEqualTo("NOT_SENT");
    assertThat(server.requests).hasSize(1);
  }

  @Test
  void a_closed_connection_sends_nothing() throws IOException {
    ScriptedServer server = server().then(ScriptedServer.answers(200, DONE));
    Connection connection = connection(server.url());
    BulkTransport transport = connection.bulkTransport();
    connection.close();
    connection.close();

    assertThat(Exchanges.kind(send(transport))).isEqualTo("NOT_SENT");
    assertThat(server.requests).isEmpty();
  }

  @Test
  void sources_are_compared_as_the_server_keeps_them() throws IOException {
    ScriptedServer server =
        server()
            .then(
                ScriptedServer.answers(
                    200,
                    "{\"docs\":[{\"_id\":\"0\",\"found\":true,\"_source\":{\"a\":1}},"
                        + "{\"_id\":\"1\",\"found\":true,\"_source\":{\"a\":2}}]}"));

    BulkReply reply = transport(server.url()).compare(Exchanges.indexing(false, DOC, DOC));

    assertThat(Exchanges.statuses(reply)).containsExactly(200, 409);
    assertThat(server.requests.get(0).line()).isEqualTo("POST /_mget HTTP/1.1");
    assertThat(server.requests.get(0).text()).contains("\"_id\":\"1\"");
  }

  @Test
  void bytes_are_counted_by_node_however_they_are_sent() throws IOException {
    ScriptedServer one = server().then(ScriptedServer.answers(200, DONE));
    ScriptedServer two = server().then(ScriptedServer.answers(200, DONE));
    HttpBulkTransport transport =
        connection(one.url() + "," + two.url()).bulkTransport(leadingTo(two.url()));

    send(transport);
    send(transport);

    long sent = two.requests.stream().mapToLong(request -> request.body().length).sum();
    assertThat(transport.bytesByNode())
        .containsExactly(Map.entry(two.url().replace("http://", ""), sent));
  }

  @Test
  void shards_that_an_item_says_are_away_make_its_lane_look_again() throws IOException {
    String away =
        "{\"took\":1,\"errors\":true,\"items\":[{\"index\":{\"status\":503,\"error\":"
            + "{\"type\":\"unavailable_shards_exception\",\"reason\":\"gone\"}}}]}";
    ScriptedServer server =
        server().then(ScriptedServer.answers(200, DONE)).then(ScriptedServer.answers(200, away));
    AtomicInteger failures = new AtomicInteger();
    BulkTransport transport =
        connection(server.url()).bulkTransport(leadingTo(server.url(), failures));

    send(transport);
    assertThat(failures).hasValue(0);
    send(transport);

    assertThat(failures).hasValue(1);
  }

  private static LaneAddresses leadingTo(String url) {
    return leadingTo(url, new AtomicInteger());
  }

  private static LaneAddresses leadingTo(String url, AtomicInteger failures) {
    return new LaneAddresses() {
      @Override
      public Optional<String> addressOf(int lane) {
        return Optional.of(url);
      }

      @Override
      public void failed(int lane) {
        failures.incrementAndGet();
      }

      @Override
      public void refresh() {}
    };
  }
}
