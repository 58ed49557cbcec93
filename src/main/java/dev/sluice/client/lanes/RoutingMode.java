package dev.sluice.client.lanes;

/** What determines the shard of a row's document. */
public enum RoutingMode {
  /** Its id or routing value, as usual in Elasticsearch. */
  ID,
  /** The range of its row key: neighboring rows share a shard. */
  ROW_RANGE
}
