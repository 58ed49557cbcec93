package dev.sluice.client.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.Connection;
import dev.sluice.client.http.Caller;
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.client.http.Secrets;
import dev.sluice.config.Settings;
import dev.sluice.testing.ScriptedServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FieldTypesTest {

  private static List<Map<String, String>> ask(ScriptedServer server, List<String> indices)
      throws IOException {
    Settings settings = Settings.from(Map.of("sluice.nodes", server.url())::get);
    try (Connection connection =
        Connection.open(ConnectionOptions.read(settings, Secrets.none(), Caller.ANYBODY))) {
      return connection.fieldTypes(indices);
    }
  }

  private static ScriptedServer.Script mapping(String index, String properties) {
    return ScriptedServer.answers(
        200,
        "{\"%s\":{\"mappings\":{\"dynamic\":\"false\",\"properties\":{%s}}}}"
            .formatted(index, properties));
  }

  @Test
  void fields_are_known_by_the_names_that_lead_to_them() throws IOException {
    try (ScriptedServer server = ScriptedServer.start()) {
      server.then(
          mapping(
              "a",
              "\"k\":{\"type\":\"text\",\"fields\":{\"raw\":{\"type\":\"keyword\"}}},"
                  + "\"o\":{\"properties\":{\"x\":{\"type\":\"long\"}}},"
                  + "\"n\":{\"type\":\"nested\",\"properties\":{\"y\":{\"type\":\"ip\"}}}"));

      assertThat(ask(server, List.of("a")))
          .containsExactly(
              Map.of("k", "text", "o", "object", "o.x", "long", "n", "nested", "n.y", "ip"));
    }
  }

  @Test
  void many_indices_are_asked_for_in_portions() throws IOException {
    List<String> indices =
        IntStream.range(0, 20).mapToObj(i -> "index-" + "x".repeat(190) + i).toList();
    try (ScriptedServer server = ScriptedServer.start()) {
      server.then(mapping("a", "\"k\":{\"type\":\"text\"}"));

      assertThat(ask(server, indices)).hasSize(2);

      assertThat(server.requests).hasSize(2);
      assertThat(server.requests.get(1).line())
          .startsWith("GET /" + indices.get(15) + ",")
          .endsWith("," + indices.get(19) + "/_mapping HTTP/1.1");
    }
  }
}
