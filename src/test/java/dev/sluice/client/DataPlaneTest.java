package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bulk.Exchanges;
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.client.http.Secrets;
import dev.sluice.config.Secret;
import dev.sluice.config.Settings;
import dev.sluice.testing.ScriptedServer;
import java.io.File;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.log4j.Level;
import org.apache.log4j.Logger;
import org.apache.log4j.PatternLayout;
import org.apache.log4j.WriterAppender;
import org.junit.jupiter.api.Test;

class DataPlaneTest {

  private static final String DONE = "{\"items\":[{\"index\":{\"status\":201}}]}";

  @Test
  @SuppressWarnings("unchecked") // the probe is loaded by name
  void tasks_do_not_load_the_typed_client() throws Exception {
    try (ScriptedServer server = ScriptedServer.start().then(ScriptedServer.answers(200, DONE));
        Watching loader = new Watching()) {
      Thread.currentThread().setContextClassLoader(loader);
      Function<String, String> probe =
          (Function<String, String>)
              loader
                  .loadClass("dev.sluice.client.DataPlaneProbe")
                  .getDeclaredConstructor()
                  .newInstance();

      assertThat(probe.apply(server.url())).isEqualTo("ITEMS");

      assertThat(loader.loaded).contains("dev.sluice.client.Connection");
      assertThat(loader.loaded).noneMatch(name -> name.startsWith("co.elastic."));
      assertThat(loader.loaded).noneMatch(name -> name.startsWith("jakarta.json."));
    } finally {
      Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
    }
  }

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
                      .map(Secret::of));
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

  /** Loads everything itself, and takes down what. */
  private static final class Watching extends URLClassLoader {

    private final List<String> loaded = new CopyOnWriteArrayList<>();

    Watching() {
      super(classpath(), ClassLoader.getPlatformClassLoader());
    }

    private static URL[] classpath() {
      return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
          .map(Watching::url)
          .toArray(URL[]::new);
    }

    private static URL url(String path) {
      try {
        return Path.of(path).toUri().toURL();
      } catch (MalformedURLException e) {
        throw new IllegalArgumentException(e);
      }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      Class<?> found = super.findClass(name);
      loaded.add(name);
      return found;
    }
  }
}
