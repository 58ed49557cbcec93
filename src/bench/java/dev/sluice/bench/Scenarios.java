package dev.sluice.bench;

import dev.sluice.bench.contestant.Assignment;
import dev.sluice.bench.contestant.BulkIngesterOutputFormat;
import dev.sluice.bench.contestant.OneThreadGzip;
import java.util.List;
import java.util.Map;

/** All scenarios. */
final class Scenarios {

  static final String BULK_SIZE = "sluice.bulk.size";
  static final String IN_FLIGHT = "sluice.bulk.in-flight";
  static final String LANES = "sluice.routing.lanes";
  static final String LOAD_MODE = "sluice.index.load-mode";
  private static final int OUR_BULK_BYTES = 5 << 20;
  private static final int OUR_IN_FLIGHT = 4;

  static final Entrant SLUICE = Entrant.of("sluice");
  static final Entrant ELASTICSEARCH_HADOOP = Entrant.of("elasticsearch-hadoop");
  private static final Entrant BULK_INGESTER = Entrant.of("bulk-ingester");

  private static final Entrant SLUICE_DUMP = Entrant.of("sluice-dump").named("sluice");
  private static final Entrant GZIP =
      SLUICE_DUMP.with(Assignment.COMPRESSION, "gzip").named("sluice-gzip");
  private static final Entrant GZIP_LEVEL_6 =
      GZIP.with("zlib.compress.level", "SIX").named("sluice-gzip-level-6");
  private static final Entrant ELASTICSEARCH_HADOOP_DUMP =
      Entrant.of("elasticsearch-hadoop-dump").named("elasticsearch-hadoop");

  /** It has all request bodies at once. */
  static final Entrant FLOOR = Entrant.of("floor").heap("3g");

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

  private static final Entrant[] EVERYBODY = {
    SLUICE,
    ELASTICSEARCH_HADOOP,
    BULK_INGESTER,
    FLOOR,
    ELASTICSEARCH_HADOOP_TUNED,
    BULK_INGESTER_TUNED
  };

  /** In the order in which they are played, so that servers can stay up. */
  static final List<Scenario> ALL =
      List.of(
          Scenario.named(
                  "local", "one node on this machine, which is what saturates", ServerKind.ONE_NODE)
              .documents(480_000, 12_000)
              .entrants(EVERYBODY)
              .build(),
          Scenario.named("wide", "the same with documents of 10 KB", ServerKind.ONE_NODE)
              .size(10 << 10)
              .documents(60_000, 4_000)
              .entrants(EVERYBODY)
              .build(),
          Scenario.named(
                  "same-parallelism",
                  "8 requests at a time: 2 tasks with 4 in flight, or 8 tasks with 1",
                  ServerKind.ONE_NODE)
              .documents(120_000, 12_000)
              .index(3, 0)
              .entrants(
                  SLUICE.with(IN_FLIGHT, OUR_IN_FLIGHT),
                  SLUICE.with(IN_FLIGHT, 1).tasks(8).named("sluice-8-tasks-1-in-flight"))
              .shows(Metric.SEGMENTS, Metric.REFUSED)
              .withoutCpu()
              .build(),
          Scenario.named(
                  "hbase",
                  "the demo's table three times over, its regions on two servers",
                  ServerKind.ONE_NODE_AND_TABLES)
              .size(0)
              .documents(10_740, 3_580)
              .entrants(
                  Entrant.of("sluice-table").named("sluice"),
                  Entrant.of("elasticsearch-hadoop-table").named("elasticsearch-hadoop"),
                  Entrant.of("floor-table").named("floor"))
              .shows(Metric.SERVER_CPU, Metric.SEGMENTS, Metric.MERGED)
              .build(),
          Scenario.named(
                  "verify",
                  "a table compared with its index; goal: at most 1.6 x the scan and the read",
                  ServerKind.ONE_NODE_AND_TABLES)
              .size(0)
              .documents(21_480, 3_580)
              .index(2, 0)
              .filledBy("sluice-table")
              .entrants(
                  Entrant.of("sluice-verify").named("sluice"),
                  Entrant.of("scan-table").named("scan"),
                  Entrant.of("sluice-read").named("read"))
              .shows(Metric.JOB)
              .withoutCpu()
              .budget(new Budget("(scan+read)", Map.of("scan", 1.0, "read", 1.0)))
              .build(),
          Scenario.named(
                  "incremental",
                  "1 of 10 rows has changed; goal: at most 1.3 x (raw scan + 0.2 full loads)",
                  ServerKind.ONE_NODE_AND_TABLES)
              .size(0)
              .documents(21_480, 3_580)
              .index(2, 0)
              .filledBy("sluice-table")
              .entrants(
                  Entrant.of("sluice-incremental").named("sluice"),
                  Entrant.of("raw-scan").named("raw-scan"),
                  Entrant.of("sluice-table").named("full-load"))
              .shows(Metric.JOB)
              .withoutCpu()
              .budget(
                  new Budget(
                      "(raw-scan+20%_of_full-load)", Map.of("raw-scan", 1.0, "full-load", 0.2)))
              .build(),
          Scenario.named(
                  "start",
                  "one document; goal: at most 1.5 x the time of an empty job",
                  ServerKind.ONE_NODE)
              .documents(1, 1)
              .times(1)
              .tasks(1)
              .filledBy("sluice")
              .entrants(SLUICE, Entrant.of("empty-job"))
              .shows(Metric.JOB)
              .withoutCpu()
              .budget(new Budget("empty-job", Map.of("empty-job", 1.0)))
              .build(),
          Scenario.named(
                  "start-table",
                  "a table of 32 rows; goal: at most 1.5 x the time of HBase's RowCounter",
                  ServerKind.ONE_NODE_AND_TABLES)
              .size(0)
              .documents(32, 32)
              .times(1)
              .tasks(1)
              .filledBy("sluice-table")
              .entrants(Entrant.of("sluice-table").named("sluice"), Entrant.of("row-counter"))
              .shows(Metric.JOB)
              .withoutCpu()
              .budget(new Budget("row-counter", Map.of("row-counter", 1.0)))
              .build(),
          Scenario.named("read", "an index of 3 shards, read to no purpose", ServerKind.ONE_NODE)
              .reads()
              .documents(600_000, 40_000)
              .index(3, 0)
              .tasks(3)
              .entrants(
                  Entrant.of("sluice-read").named("sluice"),
                  Entrant.of("elasticsearch-hadoop-read").named("elasticsearch-hadoop"),
                  Entrant.of("floor-read").named("floor"))
              .build(),
          Scenario.named(
                  "dump",
                  "an index of 3 shards into files, plain and with gzip",
                  ServerKind.ONE_NODE)
              .reads()
              .documents(600_000, 40_000)
              .index(3, 0)
              .tasks(3)
              .entrants(
                  SLUICE_DUMP,
                  GZIP,
                  GZIP_LEVEL_6,
                  oneThreadGzip(1).named("sluice-gzip-one-thread"),
                  oneThreadGzip(6).named("sluice-gzip-one-thread-level-6"),
                  ELASTICSEARCH_HADOOP_DUMP,
                  ELASTICSEARCH_HADOOP_DUMP
                      .with(Assignment.COMPRESSION, "gzip")
                      .named("elasticsearch-hadoop-gzip"))
              .shows(Metric.FILES)
              .build(),
          Scenario.named(
                  "dump-one-shard",
                  "one task, so that a core is idle, with gzip",
                  ServerKind.ONE_NODE)
              .reads()
              .documents(400_000, 40_000)
              .tasks(1)
              .entrants(
                  GZIP,
                  GZIP_LEVEL_6,
                  oneThreadGzip(1).named("sluice-gzip-one-thread"),
                  oneThreadGzip(6).named("sluice-gzip-one-thread-level-6"),
                  ELASTICSEARCH_HADOOP_DUMP
                      .with(Assignment.COMPRESSION, "gzip")
                      .named("elasticsearch-hadoop-gzip"))
              .subject("sluice-gzip")
              .shows(Metric.FILES)
              .build(),
          ServerCost.scenario(),
          Scenario.named("latency", "one mapper, a round trip of 100 ms", ServerKind.FAR_NODE)
              .tasks(1)
              .entrants(EVERYBODY)
              .withoutCpu()
              .build(),
          Scenario.named(
                  "spare",
                  "one mapper, answers after 200 ms whatever the load, requests of 1 MB, 4 in"
                      + " flight",
                  ServerKind.SLOW_SINK)
              .documents(80_000, 24_000)
              .tasks(1)
              .entrants(
                  SLUICE.with(BULK_SIZE, "1mb").with(IN_FLIGHT, OUR_IN_FLIGHT),
                  SLUICE.with(BULK_SIZE, "1mb").named("sluice-auto"),
                  ELASTICSEARCH_HADOOP,
                  BULK_INGESTER,
                  FLOOR.with(Assignment.FLOOR_BYTES, 1 << 20))
              .withoutCpu()
              .build(),
          Scenario.named(
                  "sink",
                  "answers at once and keeps nothing, so that the client saturates: for CPU",
                  ServerKind.FAST_SINK)
              .documents(2_000_000, 200_000)
              .entrants(
                  SLUICE,
                  SLUICE.with("sluice.checkpoint.interval", "0s").named("sluice-no-checkpoints"),
                  ELASTICSEARCH_HADOOP,
                  BULK_INGESTER,
                  FLOOR)
              .build(),
          Scenario.named(
                  "load",
                  "files of lines into the same sink; goal: at most 1.5 x sluice's CPU in sink",
                  ServerKind.FAST_SINK)
              .documents(2_000_000, 200_000)
              .files()
              .entrants(
                  Entrant.of("sluice-load-files"), SLUICE, Entrant.of("floor-files").named("floor"))
              .subject("sluice-load-files")
              .build(),
          Scenario.named(
                  "memory",
                  "a sink and one task with -Xmx128m, of which sluice.bulk.memory takes 64 MB",
                  ServerKind.FAST_SINK)
              .documents(5_000_000, 500_000)
              .times(50)
              .tasks(1)
              .entrants(SLUICE.with("sluice.bulk.memory", "64mb").heap("128m"))
              .build(),
          Scenario.named(
                  "rejections", "8 tasks, a write queue of 10, 3 shards", ServerKind.SHORT_QUEUE)
              .documents(600_000, 60_000)
              .index(3, 0)
              .tasks(8)
              .entrants(
                  SLUICE,
                  inFlight(1),
                  inFlight(2),
                  inFlight(4),
                  ELASTICSEARCH_HADOOP,
                  BULK_INGESTER)
              .shows(Metric.REFUSED)
              .withoutCpu()
              .build(),
          Scenario.named("three-nodes", "three nodes, 12 shards", ServerKind.THREE_NODES)
              .documents(120_000, 12_000)
              .index(12, 0)
              .entrants(
                  SLUICE,
                  SLUICE.with(LANES, "off").named("sluice-lanes-off"),
                  SLUICE.with(LANES, "shard").named("sluice-lanes-by-shard"),
                  ELASTICSEARCH_HADOOP,
                  BULK_INGESTER,
                  FLOOR)
              .shows(Metric.MB)
              .withoutCpu()
              .build(),
          Story.scenario());

  private Scenarios() {}

  /** Sluice's dump, compressed on the thread that writes. */
  private static Entrant oneThreadGzip(int level) {
    return SLUICE_DUMP
        .with("io.compression.codecs", OneThreadGzip.class.getName())
        .with(Assignment.COMPRESSION, OneThreadGzip.class.getSimpleName())
        .with(OneThreadGzip.LEVEL, level);
  }

  private static Entrant inFlight(int requests) {
    return SLUICE.with(IN_FLIGHT, requests).named("sluice-" + requests + "-in-flight");
  }
}
