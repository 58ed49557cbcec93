package dev.sluice.client.http;

/** The nodes of a cluster that requests are sent to. */
public enum NodeRole {
  /** Data nodes, which hold shards that are written to. */
  DATA,
  /** Nodes that run ingest pipelines. */
  INGEST,
  /** Coordinating-only nodes: no data, no pipelines, not master-eligible. */
  COORDINATING,
  /** Any node with an HTTP interface. */
  ANY;

  public boolean isOf(Node node) {
    switch (this) {
      case DATA:
        return node.holdsData();
      case INGEST:
        return node.roles().contains("ingest");
      case COORDINATING:
        return !node.holdsData()
            && !node.roles().contains("ingest")
            && !node.roles().contains("master");
      case ANY:
        return true;
    }
    throw new AssertionError(this);
  }

  /** Whether data nodes are included. */
  public boolean includesData() {
    return this == DATA || this == ANY;
  }
}
