package dev.sluice.client.bulk;

import dev.sluice.client.cluster.Discovery;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.flow.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a node may have applied the first items of a bulk request that it refuses as a whole.
 * Asks the cluster for the versions of its nodes when this is first of interest, and again after a
 * while, since nodes may be upgraded during a load; where it cannot know, it assumes so.
 * Thread-safe: one thread asks, the others assume so meanwhile.
 */
final class EarlyItems {

  private static final Logger log = LoggerFactory.getLogger(EarlyItems.class);

  private static final long AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Discovery discovery;
  private final Ticker ticker;
  private final AtomicBoolean busy = new AtomicBoolean();

  /** When what is known is out of date. */
  private volatile long nextNanos;

  private volatile boolean possible = true;

  EarlyItems(Discovery discovery, Ticker ticker) {
    this.discovery = discovery;
    this.ticker = ticker;
    nextNanos = ticker.nanos();
  }

  /** Whether they may have been applied. Blocks for some seconds at most a node. */
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
      return discovery.clusterSoon().newestVersion().runsEarlyItems();
    } catch (ElasticsearchException e) {
      log.debug(
          "The server versions are unknown; assuming that items run before the request is complete",
          e);
      return true;
    }
  }
}
