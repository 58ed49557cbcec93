package dev.sluice.client.lanes;

/** What a lane of the bulk engine is. */
public enum LaneMode {
  /** A node: each request goes to the node with the primary shards of its documents. */
  NODE,
  /** A shard: each request has documents of one shard and goes to the node with its primary. */
  SHARD,
  /** No lanes: each request goes to the next node in turn. */
  OFF
}
