package dev.sluice.client.lanes;

/** What decides on which shard the document of a row is. */
public enum RoutingMode {
  /** Its id, or the routing value that it brings: Elasticsearch's own way. */
  ID,
  /** The range that its row key is in: rows that are neighbours share a shard. */
  ROW_RANGE
}
