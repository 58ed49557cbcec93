package dev.sluice.client.bulk;

import dev.sluice.client.cluster.Cluster;
import dev.sluice.client.cluster.Discovery;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.flow.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether a node may have applied the first items of a bulk request that it refused as a
 * whole. It asks the cluster for node versions when first needed, and again after a while, because
 * nodes can be upgraded during a load. If the versions are unknown, it assumes yes. Thread-safe:
 * while one thread asks, the others assume yes.
 */
final class EarlyItems {

  private static final Logger log = LoggerFactory.getLogger(EarlyItems.class);

  private static final long AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Discovery discovery;
  private final Ticker ticker;
  private final AtomicBoolean busy = new AtomicBoolean();

  /** When the known versions expire. */
  private volatile long nextNanos;

  private volatile boolean possible = true;

  EarlyItems(Discovery discovery, Ticker ticker) {
    this.discovery = discovery;
    this.ticker = ticker;
    nextNanos = ticker.nanos();
  }

  /** Whether early items may have been applied. Blocks for some seconds at most for each node. */
  boolean arePossible() {
    if (ticker.nanos() - nextNanos < 0) {
      return possible;
    }
    if (!busy.compareAndSet(false, true)) {
      return true;
    }
    try {
      possible = ask();
      nextNanos = ticker.nanos() + AGAIN_NANOS;
      return possible;
    } finally {
      busy.set(false);
    }
  }

  private boolean ask() {
    try {
      Cluster cluster = discovery.clusterSoon();
      return cluster.distribution().runsEarlyItems(cluster.newestVersion());
    } catch (ElasticsearchException e) {
      log.debug(
          "The server versions are unknown; assuming that items run before the request is complete",
          e);
      return true;
    }
  }
}
