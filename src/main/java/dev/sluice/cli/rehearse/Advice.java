package dev.sluice.cli.rehearse;

import java.util.Locale;

/** The one key to change next, with what it should bring. Immutable. */
final class Advice {

  /** Less is within the accuracy of a trial. */
  static final double WORTH = 1.1;

  /** As fast within the accuracy of a trial; fewer refusals speak for it. */
  private static final double ABOUT_AS_FAST = 0.85;

  private static final String UNTRIED = "no key: the input is too small to compare other settings";

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
        return ofFewerRequests();
      case ROUND_TRIP:
        return ofMoreRequests();
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

  private String ofFewerRequests() {
    if (!diagnosis.triedRequests()) {
      return UNTRIED;
    }
    double gain = diagnosis.gainOfFewer();
    if (gain < ABOUT_AS_FAST) {
      return slower(setup.few(), gain) + "; add data nodes, or run fewer tasks";
    }
    return "sluice.bulk.in-flight="
        + setup.few()
        + ": "
        + times(gain)
        + " (measured), with fewer refused requests";
  }

  private String ofMoreRequests() {
    if (!diagnosis.triedRequests()) {
      return UNTRIED;
    }
    double gain = diagnosis.gainOfRequests();
    if (gain < WORTH) {
      return slower(setup.many(), gain);
    }
    return "sluice.bulk.in-flight="
        + setup.many()
        + ": "
        + times(gain)
        + " (measured); set sluice.bulk.memory to hold "
        + setup.many()
        + " requests";
  }

  private static String slower(int inFlight, double gain) {
    return "no key: with sluice.bulk.in-flight="
        + inFlight
        + " the load was only "
        + times(gain)
        + " (measured)";
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
