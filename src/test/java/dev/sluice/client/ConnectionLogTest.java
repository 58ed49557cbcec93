package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bulk.Exchanges;
import dev.sluice.client.http.Caller;
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.client.http.Secrets;
import dev.sluice.config.Secret;
import dev.sluice.config.Settings;
import dev.sluice.testing.ScriptedServer;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.log4j.Level;
import org.apache.log4j.Logger;
import org.apache.log4j.PatternLayout;
import org.apache.log4j.WriterAppender;
import org.junit.jupiter.api.Test;

class ConnectionLogTest {

  private static final String DONE = "{\"items\":[{\"index\":{\"status\":201}}]}";

  @Test
  void neither_credentials_nor_documents_are_logged_at_any_level() throws Exception {
    StringWriter text = new StringWriter();
    WriterAppender appender = new WriterAppender(new PatternLayout("%m%n"), text);
    List<Logger> loggers =
        List.of(Logger.getLogger("org.apache.hc"), Logger.getLogger("dev.sluice"));
    for (Logger logger : loggers) {
      logger.addAppender(appender);
      logger.setAdditivity(false);
      logger.setLevel(Level.ALL);
    }
    try (ScriptedServer server = ScriptedServer.start().then(ScriptedServer.answers(200, DONE))) {
      Settings settings =
          Settings.from(
              Map.of(
                      "sluice.nodes", server.url(),
                      "sluice.nodes.discovery", "false",
                      "sluice.auth.user", "me")
                  ::get);
      ConnectionOptions options =
          ConnectionOptions.read(
              settings,
              name ->
                  Optional.of("topsecret")
                      .filter(x -> name.equals(Secrets.PASSWORD))
                      .map(Secret::of),
              Caller.ANYBODY);
      try (Connection connection = Connection.open(options)) {
        connection.bulkTransport().send(Exchanges.indexing(false, "{\"a\":\"confidential\"}"));
      }
    } finally {
      for (Logger logger : loggers) {
        logger.removeAppender(appender);
        logger.setAdditivity(true);
        logger.setLevel(null);
      }
    }

    assertThat(text.toString())
        .contains("_bulk")
        .doesNotContain("topsecret")
        .doesNotContain("Basic ")
        .doesNotContain("confidential");
  }
}
