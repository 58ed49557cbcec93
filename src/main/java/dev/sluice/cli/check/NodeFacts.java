package dev.sluice.cli.check;

import dev.sluice.client.cluster.JsonTree;
import java.util.OptionalLong;

/** One data node: its description and its statistics. Immutable. */
final class NodeFacts {

  private final String name;
  private final JsonTree info;
  private final JsonTree stats;

  NodeFacts(String name, JsonTree info, JsonTree stats) {
    this.name = name;
    this.info = info;
    this.stats = stats;
  }

  String name() {
    return name;
  }

  /** A number of the statistics; 0 if the server does not report it. */
  long stat(String... path) {
    return stats.at(path).number().orElse(0);
  }

  /** Whether the server reports a number. */
  boolean reports(String... path) {
    return stats.at(path).number().isPresent();
  }

  OptionalLong writeThreads() {
    return info.at("thread_pool", "write", "size").number();
  }

  OptionalLong writeQueue() {
    return info.at("thread_pool", "write", "queue_size").number();
  }
}
