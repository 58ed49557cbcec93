package dev.sluice.bench;

import dev.sluice.bench.contestant.Assignment;
import dev.sluice.bench.contestant.IdOrder;

/** What a document costs the server, and what of it the client decides. */
final class ServerCost {

  private ServerCost() {}

  static Scenario scenario() {
    Entrant sluice = Scenarios.SLUICE;
    Entrant floor = Scenarios.FLOOR;
    return Scenario.named(
            "server-cost",
            "CPU of a node with 3 shards until its merges are over, by what the client does",
            ServerKind.ONE_NODE)
        .documents(480_000, 24_000)
        // Its compiler would be measured for half a minute.
        .warmUps(8)
        .index(3, 0)
        .entrants(
            sluice,
            sluice.with(Assignment.IDS, IdOrder.RANDOM).named("ids-random"),
            generatedIds("content"),
            generatedIds("server"),
            sluice.with("sluice.operation", "create").named("create"),
            bulkSize(1).named("bulk-1mb"),
            bulkSize(20).named("bulk-20mb"),
            sluice.with(Scenarios.LANES, "shard").named("lanes-by-shard"),
            sluice.with(Scenarios.LOAD_MODE, "bulk").named("load-mode"),
            sluice.with("sluice.compression", "gzip").named("gzip"),
            floor,
            floor.with(Assignment.FLOOR_FORMAT, "SMILE").named("floor-smile"))
        .shows(Metric.SERVER_CPU, Metric.STORED, Metric.MERGED, Metric.SEGMENTS)
        .build();
  }

  private static Entrant generatedIds(String how) {
    return Scenarios.SLUICE
        .with("sluice.id", "none")
        .with("sluice.id.generate", how)
        .named("ids-by-" + how);
  }

  /** With memory for as many requests of each size. */
  private static Entrant bulkSize(int megabytes) {
    return Scenarios.SLUICE
        .with(Scenarios.BULK_SIZE, megabytes + "mb")
        .with("sluice.bulk.memory", Math.max(64, 12 * megabytes) + "mb");
  }
}
