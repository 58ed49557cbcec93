package dev.sluice.client.http;

/** Which nodes of a cluster are sent to. */
public enum NodeRole {
  /** Those that hold shards that are written to. */
  DATA,
  /** Those that run ingest pipelines. */
  INGEST,
  /** Those that neither hold data, nor run pipelines, nor may become master. */
  COORDINATING,
  /** Any that speaks HTTP. */
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

  /** Whether the nodes that hold data are among them. */
  public boolean includesData() {
    return this == DATA || this == ANY;
  }
}
