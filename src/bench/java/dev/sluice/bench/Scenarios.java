package dev.sluice.bench;

import dev.sluice.bench.contestant.BulkIngesterOutputFormat;
import java.util.List;
import java.util.Set;

/** All scenarios. */
final class Scenarios {

  private static final int KB = 1 << 10;
  private static final int OUR_BULK_BYTES = 5 << 20;
  private static final int OUR_IN_FLIGHT = 4;

  private static final Entrant SLUICE = Entrant.of("sluice");
  private static final Entrant ELASTICSEARCH_HADOOP = Entrant.of("elasticsearch-hadoop");
  private static final Entrant BULK_INGESTER = Entrant.of("bulk-ingester");
  private static final Entrant FLOOR = Entrant.of("floor");

  /** It has no requests in flight beside one. */
  private static final Entrant ELASTICSEARCH_HADOOP_TUNED =
      ELASTICSEARCH_HADOOP
          .with("es.batch.size.bytes", OUR_BULK_BYTES)
          .with("es.batch.size.entries", 0)
          .asTuned();

  private static final Entrant BULK_INGESTER_TUNED =
      BULK_INGESTER
          .with(BulkIngesterOutputFormat.BULK_BYTES, OUR_BULK_BYTES)
          .with(BulkIngesterOutputFormat.IN_FLIGHT, OUR_IN_FLIGHT)
          .asTuned();

  private static final List<Entrant> ALL_AGAINST_ALL =
      List.of(
          SLUICE,
          ELASTICSEARCH_HADOOP,
          BULK_INGESTER,
          FLOOR,
          ELASTICSEARCH_HADOOP_TUNED,
          BULK_INGESTER_TUNED);

  /** In the order in which they are run. */
  static final List<Scenario> ALL =
      List.of(
          new Scenario(
              "local",
              "one node on this machine, which is what saturates",
              Terrain.ONE_NODE,
              KB,
              60_000,
              12_000,
              1,
              2,
              ALL_AGAINST_ALL,
              Set.of()));

  private Scenarios() {}
}
