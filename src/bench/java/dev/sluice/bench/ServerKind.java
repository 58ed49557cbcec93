package dev.sluice.bench;

import dev.sluice.it.ElasticsearchServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Kinds of servers to load. */
enum ServerKind {
  /** One node. */
  ONE_NODE(1),
  /** One node, and HBase with a table. */
  ONE_NODE_AND_TABLES(1),
  /** One node, 100 ms away. */
  FAR_NODE(1),
  /** Bulk requests are answered after 200 ms, come what may. */
  SLOW_SINK(1),
  /** Bulk requests are answered at once. */
  FAST_SINK(1),
  /** One node with a write queue of 10. */
  SHORT_QUEUE(1),
  /** Three nodes. */
  THREE_NODES(3);

  private static final Duration FAR = Duration.ofMillis(100);
  private static final Duration SLOW = Duration.ofMillis(200);

  private final int nodes;

  ServerKind(int nodes) {
    this.nodes = nodes;
  }

  /** Whether the same servers do for both. */
  boolean hasServersOf(ServerKind other) {
    return nodes == other.nodes && (this == SHORT_QUEUE) == (other == SHORT_QUEUE);
  }

  ElasticsearchServer startServers() throws IOException, InterruptedException {
    ElasticsearchServer.Builder server =
        ElasticsearchServer.builder().nodes(nodes).heap("1g").optimized();
    if (this == SHORT_QUEUE) {
      server.setting("thread_pool.write.queue_size", "10");
    }
    return server.start();
  }

  /** What stands before them, if anything. */
  Optional<Front> startFront(String url) throws IOException {
    return switch (this) {
      case FAR_NODE -> Optional.of(DelayProxy.before(url, FAR));
      case SLOW_SINK -> Optional.of(Sink.before(url, SLOW));
      case FAST_SINK -> Optional.of(Sink.before(url, Duration.ZERO));
      default -> Optional.empty();
    };
  }
}
