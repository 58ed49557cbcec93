package dev.sluice.bench;

import dev.sluice.it.ElasticsearchServer;
import dev.sluice.it.Rest;
import java.io.IOException;
import java.util.List;
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

  /** Makes a terrain be there; what was there may go. */
  void become(Terrain wanted) throws IOException, InterruptedException {
    if (server == null || !wanted.hasServersOf(terrain)) {
      close();
      ANNOUNCEMENTS.setLevel(Level.WARNING);
      server = wanted.startServers();
    }
    terrain = wanted;
  }

  /** Where contestants go. */
  List<String> urls() {
    return server.urls();
  }

  /** Whether that is a proxy. */
  boolean isFronted() {
    return false;
  }

  /** Whether what is sent ends up in an index. */
  boolean keepsDocuments() {
    return true;
  }

  /** The servers themselves. */
  Rest rest() {
    return server.rest();
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
      server = null;
    }
  }
}
