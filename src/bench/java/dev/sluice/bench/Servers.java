package dev.sluice.bench;

import dev.sluice.it.ElasticsearchProcess;
import dev.sluice.it.ElasticsearchServer;
import dev.sluice.it.Rest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The servers of a scenario, and the way in. Servers stay up for the next scenario that can use
 * them: they take a while to start, and longer to become warm. For one thread.
 */
final class Servers implements AutoCloseable {

  /** Held, or its level would be forgotten: the fixture announces itself to tests. */
  private static final Logger ANNOUNCEMENTS = Logger.getLogger("dev.sluice.it");

  private final Path dir;
  private ServerKind terrain;
  private ElasticsearchServer server;
  private Optional<Front> front = Optional.empty();
  private CrawlTables tables;

  /**
   * No servers yet.
   *
   * @param dir for their files
   */
  Servers(Path dir) {
    this.dir = dir;
  }

  /** Makes all that a scenario needs be there; what was there may go. */
  void become(Scenario scenario) throws IOException, InterruptedException {
    ServerKind wanted = scenario.terrain();
    closeFront();
    if (server == null || !wanted.hasServersOf(terrain)) {
      close();
      ANNOUNCEMENTS.setLevel(Level.WARNING);
      server = wanted.startServers();
    }
    front = wanted.startFront(server.url());
    terrain = wanted;
    if (terrain == ServerKind.ONE_NODE_AND_TABLES) {
      if (tables == null) {
        tables = CrawlTables.start(dir.resolve("hbase"));
      }
      tables.fill(scenario.fewerDocuments());
      tables.fill(scenario.documents());
      if (scenario.filler().isPresent()) {
        tables.flush(scenario.fewerDocuments());
        tables.flush(scenario.documents());
      }
    }
  }

  /** Where contestants go. */
  List<String> urls() {
    return front.map(it -> List.of(it.url())).orElseGet(server::urls);
  }

  /** Whether there is no way past those. */
  boolean isFronted() {
    return front.isPresent();
  }

  /** Whether what is sent ends up in an index. */
  boolean keepsDocuments() {
    return front.map(Front::keepsDocuments).orElse(true);
  }

  /** What contestants must be told beside the addresses. */
  Map<String, String> keys() {
    return terrain == ServerKind.ONE_NODE_AND_TABLES ? tables.keys() : Map.of();
  }

  /** The CPU that the nodes have used. */
  Duration cpu() {
    return server.nodes().stream()
        .map(ElasticsearchProcess::cpu)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** The servers themselves. */
  Rest rest() {
    return server.rest();
  }

  private void closeFront() throws IOException {
    if (front.isPresent()) {
      front.get().close();
      front = Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    closeFront();
    if (server != null) {
      server.close();
      server = null;
    }
  }
}
