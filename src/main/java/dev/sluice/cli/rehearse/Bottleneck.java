package dev.sluice.cli.rehearse;

/** What limits a load. */
enum Bottleneck {
  SERVER("the data nodes of Elasticsearch (indexing)"),
  FEW_SHARDS("too few primary shards: not every data node indexes"),
  QUEUE("the write queue of Elasticsearch: requests are refused with 429"),
  ROUND_TRIP("the round trip: too few requests in flight"),
  NETWORK("the bandwidth of the network"),
  SOURCE("the source: reading records"),
  ENCODING("the CPU of the tasks: converting records to documents");

  private final String text;

  Bottleneck(String text) {
    this.text = text;
  }

  /**
   * Whether data nodes are busy with indexing, so that other work of theirs slows it down. A write
   * queue is full because all write threads are busy.
   */
  boolean isOfDataNodes() {
    return this == SERVER || this == FEW_SHARDS || this == QUEUE;
  }

  /** A phrase for people. */
  @Override
  public String toString() {
    return text;
  }
}
