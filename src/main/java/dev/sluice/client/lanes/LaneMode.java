package dev.sluice.client.lanes;

/** What a lane of the bulk engine is. */
public enum LaneMode {
  /** A node: each request goes to the node with the primaries of its documents. */
  NODE,
  /** A shard: each request holds documents of one shard, and goes to the node with its primary. */
  SHARD,
  /** Nothing: each request goes to the next node in turn. */
  OFF
}
