package dev.sluice.cli.rehearse;

import java.util.Locale;

/** The one key to change next, with what it should bring. Immutable. */
final class Advice {

  /** Less is within the accuracy of a trial. */
  private static final double WORTH = 1.1;

  private final Diagnosis diagnosis;
  private final Diagnosis.Places places;
  private final LoadSetup setup;
  private final int tasks;

  Advice(Diagnosis diagnosis, Diagnosis.Places places, LoadSetup setup, int tasks) {
    this.diagnosis = diagnosis;
    this.places = places;
    this.setup = setup;
    this.tasks = tasks;
  }

  /** A line. */
  String line() {
    switch (diagnosis.bottleneck()) {
      case SERVER:
        return ofServer();
      case FEW_SHARDS:
        return "index.number_of_shards="
            + places.dataNodes
            + " in a new index (--create): up to "
            + times((double) places.dataNodes / Math.max(1, places.nodesWithPrimaries))
            + " (calculated: "
            + places.nodesWithPrimaries
            + " of "
            + places.dataNodes
            + " data nodes have a primary shard)";
      case QUEUE:
        return "sluice.bulk.in-flight="
            + setup.few()
            + ": "
            + times(diagnosis.gainOfFewer())
            + " (measured), with fewer refused requests";
      case ROUND_TRIP:
        return "sluice.bulk.in-flight="
            + setup.many()
            + ": "
            + times(diagnosis.gainOfRequests())
            + " (measured); set sluice.bulk.memory to hold "
            + setup.many()
            + " requests";
      case NETWORK:
        return setup.compressed
            ? "no key: requests are compressed already; use a faster network, or run the tasks"
                + " closer to Elasticsearch"
            : "sluice.compression=gzip: JSON often shrinks to a fifth (not measured)";
      case SOURCE:
      case ENCODING:
        return ofTasks();
    }
    throw new AssertionError(diagnosis.bottleneck());
  }

  private String ofServer() {
    if (setup.loadMode) {
      return "no key: the index is in load mode already; add data nodes, or index fewer fields";
    }
    String gain =
        setup.replicas > 0
            ? "up to " + times(1 + setup.replicas) + " without replicas (calculated)"
            : "no refresh during the load (not measured)";
    return "sluice.index.load-mode=bulk: " + gain;
  }

  private String ofTasks() {
    if (diagnosis.triedTasks() && diagnosis.gainOfTasks() >= WORTH) {
      return "--mappers " + 2 * tasks + ": " + times(diagnosis.gainOfTasks()) + " (measured)";
    }
    if (diagnosis.triedTasks()) {
      return "no key: twice the map tasks were no faster; the machines or disks of the source"
          + " are busy";
    }
    return setup.table
        ? "no key: " + setup.splits + " regions or tasks are all that run; split the regions"
        : "no key: the input can be read by " + setup.splits + " tasks only; use more files";
  }

  private static String times(double factor) {
    return String.format(Locale.ROOT, "%.1f times as fast", factor);
  }
}
