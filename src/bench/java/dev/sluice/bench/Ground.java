package dev.sluice.bench;

import dev.sluice.it.ElasticsearchServer;
import dev.sluice.it.Rest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The servers of a scenario, and the way in. Servers stay up for the next scenario that can use
 * them: they take a while to start, and longer to become warm. For one thread.
 */
final class Ground implements AutoCloseable {

  /** Held, or its level would be forgotten: the fixture announces itself to tests. */
  private static final Logger ANNOUNCEMENTS = Logger.getLogger("dev.sluice.it");

  private Terrain terrain;
  private ElasticsearchServer server;
  private Optional<Front> front = Optional.empty();

  /** Makes a terrain be there; what was there may go. */
  void become(Terrain wanted) throws IOException, InterruptedException {
    closeFront();
    if (server == null || !wanted.hasServersOf(terrain)) {
      close();
      ANNOUNCEMENTS.setLevel(Level.WARNING);
      server = wanted.startServers();
    }
    front = wanted.startFront(server.url());
    terrain = wanted;
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
