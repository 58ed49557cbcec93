package dev.sluice.bench;

/**
 * A slow pipeline, as it was found, and what made it fast: elasticsearch-hadoop in many mappers,
 * Sluice in its place, and Sluice as its manual recommends. Then each cause of slowness alone, put
 * back into what is recommended.
 */
final class Story {

  private static final int MANY = 32;

  /** One for each data node. */
  private static final int FEW = 3;

  private Story() {}

  static Scenario scenario() {
    Entrant elasticsearchHadoop = Scenarios.ELASTICSEARCH_HADOOP.heap("3g");
    Entrant sluice = Scenarios.SLUICE.heap("3g");
    Entrant recommended =
        sluice.tasks(FEW).with(Scenarios.LOAD_MODE, "bulk").named("sluice-recommended");
    // What load mode sets, so that one of it can be left out.
    Entrant byHand =
        sluice
            .tasks(FEW)
            .index("number_of_replicas", 0)
            .index("refresh_interval", -1)
            .index("translog.durability", "async")
            .index("merge.scheduler.auto_throttle", false);
    return Scenario.named(
            "story",
            "three nodes, 12 shards, a replica: as found, as recommended, each cause alone",
            ServerKind.THREE_NODES)
        .documents(800_000, 24_000)
        .index(12, 1)
        .tasks(FEW)
        .entrants(
            elasticsearchHadoop.tasks(MANY).named("elasticsearch-hadoop-32-mappers"),
            slowMerges(elasticsearchHadoop.tasks(MANY)).named("elasticsearch-hadoop-slow-merges"),
            elasticsearchHadoop.tasks(FEW).named("elasticsearch-hadoop-3-mappers"),
            sluice.tasks(MANY).named("sluice-32-mappers"),
            sluice.tasks(FEW).named("sluice-3-mappers"),
            recommended,
            recommended.tasks(MANY).named("but-32-mappers"),
            recommended.with(Scenarios.IN_FLIGHT, 1).named("but-one-in-flight"),
            recommended.with(Scenarios.LANES, "off").named("but-lanes-off"),
            byHand.index("number_of_replicas", 1).named("but-with-replica"),
            byHand.index("refresh_interval", "1s").named("but-with-refresh"),
            slowMerges(recommended).named("but-slow-merges"))
        .subject(recommended.name())
        .shows(
            Metric.LOADED,
            Metric.SERVER_CPU,
            Metric.MB,
            Metric.SEGMENTS,
            Metric.MERGED,
            Metric.THROTTLED)
        .withoutCpu()
        .build();
  }

  /**
   * A shard takes one document at a time while more merges wait than a limit, which is five more
   * than there are threads for them. Here it is one, as if disks were slow.
   */
  private static Entrant slowMerges(Entrant entrant) {
    return entrant
        .index("merge.scheduler.max_thread_count", 1)
        .index("merge.scheduler.max_merge_count", 1);
  }
}
