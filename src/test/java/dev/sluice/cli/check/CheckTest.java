package dev.sluice.cli.check;

import static dev.sluice.testing.ScriptedServer.answers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.flow.Ticker;
import dev.sluice.testing.ScriptedServer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

/** Clusters that a load cannot use, or that do not show themselves. */
class CheckTest {

  private static final String NODE =
      "{\"nodes\":{\"n1\":{\"name\":\"es-1\",\"version\":\"%s\",\"roles\":[\"data\"],"
          + "\"http\":{\"publish_address\":\"%s\"}}}}";

  private static CheckReport check(String url, FindingSource... more) throws IOException {
    return check(url, "pages", more);
  }

  private static CheckReport check(String url, String index, FindingSource... more)
      throws IOException {
    Configuration conf = new Configuration(false);
    conf.set("sluice.nodes", url);
    return new Check(conf, index, Optional.empty(), List.of(more), Ticker.system()).run();
  }

  /** Answers the request for the nodes, and all others with a status. */
  private static ScriptedServer.Script nodes(String nodes, int status) {
    return line -> {
      ScriptedServer.Request head = line.takeHead();
      boolean asked = head.line().startsWith("GET /_nodes/http?");
      String body = asked ? nodes : "{\"error\":{\"type\":\"security_exception\"}}";
      line.write(ScriptedServer.reply(asked ? 200 : status, body, body.length()));
    };
  }

  private static List<String> findings(CheckReport report) {
    return report.groups().stream()
        .flatMap(group -> group.findings().stream())
        .map(Finding::toString)
        .toList();
  }

  @Test
  void a_cluster_that_does_not_answer_is_one_bad_line_that_names_the_address() throws IOException {
    String url;
    try (ScriptedServer closed = ScriptedServer.start()) {
      url = closed.url();
    }

    assertThat(findings(check(url)))
        .singleElement()
        .asString()
        .startsWith("bad connection: no usable reply: No node answered. Tried ")
        .contains(url);
  }

  @Test
  void credentials_that_the_cluster_refuses_are_one_bad_line() throws IOException {
    try (ScriptedServer server =
        ScriptedServer.start()
            .then(answers(401, "{\"error\":{\"type\":\"security_exception\"}}"))) {
      assertThat(findings(check(server.url())))
          .singleElement()
          .asString()
          .startsWith("bad connection: refused with status 401: GET /_nodes/http: 401")
          .contains("sluice.auth.user");
    }
  }

  @Test
  void a_cluster_that_is_too_old_is_one_bad_line_with_the_version_it_needs() throws IOException {
    try (ScriptedServer server = ScriptedServer.start()) {
      server.then(
          line -> {
            ScriptedServer.Request head = line.takeHead();
            String body =
                head.line().startsWith("GET / ")
                    ? "{\"version\":{\"number\":\"7.9.3\"},\"tagline\":\"You Know, for Search\"}"
                    : NODE.formatted("7.9.3", "127.0.0.1:1");
            line.write(ScriptedServer.reply(200, body, body.length()));
          });

      assertThat(findings(check(server.url())))
          .containsExactly(
              "bad versions: Elasticsearch 7.9.3: The cluster runs Elasticsearch 7.9.3, but writing"
                  + " needs 7.15.0 or later");
    }
  }

  @Test
  void nodes_behind_a_proxy_are_worth_a_look_and_requests_go_through_the_proxy()
      throws IOException {
    try (ScriptedServer server = ScriptedServer.start()) {
      server.then(nodes(NODE.formatted("8.19.21", "127.0.0.1:1"), 403));

      assertThat(findings(check(server.url())))
          .contains(
              "look data nodes: 0 of 1 reachable from here: requests go only to the nodes in"
                  + " sluice.nodes, for example a proxy: http://127.0.0.1:1 does not answer");
    }
  }

  @Test
  void without_any_privilege_each_group_is_one_line_and_nothing_is_bad() throws IOException {
    try (ScriptedServer server =
        ScriptedServer.start()
            .then(answers(403, "{\"error\":{\"type\":\"security_exception\"}}"))) {
      CheckReport report = check(server.url());

      assertThat(report.worst()).isEqualTo(Level.LOOK);
      assertThat(report.lines(100))
          .filteredOn(line -> line.startsWith("look"))
          .hasSize(2)
          .allMatch(line -> line.contains("not seen"));
      assertThat(report.lines(100))
          .anyMatch(line -> line.endsWith("-> grant the cluster privilege monitor"))
          .anyMatch(
              line -> line.endsWith("-> grant the privilege view_index_metadata on index pages"));
    }
  }

  @Test
  void an_index_that_each_document_chooses_is_not_looked_up() throws IOException {
    try (ScriptedServer server = ScriptedServer.start()) {
      server.then(nodes(NODE.formatted("8.19.21", "127.0.0.1:1"), 403));

      assertThat(findings(check(server.url(), "logs-{date}")))
          .contains(
              "look index: each document chooses its index: check one of these indices by its name");
    }
  }

  @Test
  void it_only_reads() throws IOException {
    try (ScriptedServer server =
        ScriptedServer.start()
            .then(answers(403, "{\"error\":{\"type\":\"security_exception\"}}"))) {
      check(server.url());

      assertThat(server.requests)
          .isNotEmpty()
          .allMatch(request -> request.line().startsWith("GET "));
    }
  }

  @Test
  void findings_of_another_command_have_a_group_of_their_own() throws IOException {
    try (ScriptedServer server = ScriptedServer.start()) {
      server.then(nodes(NODE.formatted("8.19.21", "127.0.0.1:1"), 403));

      List<String> found =
          findings(
              check(
                  server.url(),
                  any -> List.of(Finding.look("rehearsal", "sluice-rehearsal-1", "removed it")),
                  any -> {
                    throw new ElasticsearchException(500, "", "broken");
                  }));

      assertThat(found)
          .contains(
              "look rehearsal: sluice-rehearsal-1: removed it",
              "look left over: not seen: failed: broken");
    }
  }
}
