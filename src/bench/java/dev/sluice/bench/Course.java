package dev.sluice.bench;

import dev.sluice.bench.contestant.Assignment;
import dev.sluice.bench.contestant.Measurement;
import dev.sluice.it.Rest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where one scenario's runs take place: gives each a fresh index, checks that it did its work, and
 * reads what the servers counted meanwhile.
 */
final class Course {

  private static final String INDEX = "bench";

  private final Scenario scenario;
  private final Ground ground;
  private final Path dir;

  /**
   * A course.
   *
   * @param dir for the files of the runs
   */
  Course(Scenario scenario, Ground ground, Path dir) {
    this.scenario = scenario;
    this.ground = ground;
    this.dir = dir;
  }

  /**
   * A run that succeeded.
   *
   * @param counted by the servers
   */
  record Lap(Measurement measurement, Map<Metric, Double> counted) {}

  /**
   * Runs an entrant once.
   *
   * @throws FailedRunException if it did not do its work
   */
  Lap run(Entrant entrant, long documents, String label)
      throws FailedRunException, IOException, InterruptedException {
    Rest rest = ground.rest();
    makeIndex(rest);
    ServerCounters before = ServerCounters.read(rest);
    Measurement measurement = measure(entrant, documents, label);
    check(rest, documents);
    ServerCounters counters = ServerCounters.read(rest).since(before);
    Map<Metric, Double> counted = new EnumMap<>(Metric.class);
    counted.put(Metric.MB, counters.sentBetweenNodes() / 1e6);
    counted.put(Metric.REFUSED, (double) counters.refusedWrites());
    counted.put(Metric.SEGMENTS, (double) ServerCounters.segments(rest, INDEX));
    return new Lap(measurement, counted);
  }

  private void makeIndex(Rest rest) {
    rest.delete("/" + INDEX + "?ignore_unavailable=true");
    rest.put("/" + INDEX, scenario.index().toJson());
    rest.get("/_cluster/health/" + INDEX + "?wait_for_status=green&timeout=50s");
  }

  private void check(Rest rest, long documents) throws FailedRunException {
    if (ground.keepsDocuments() && rest.count(INDEX) != documents) {
      throw new FailedRunException(
          "the index holds " + rest.count(INDEX) + " documents of " + documents);
    }
  }

  private Measurement measure(Entrant entrant, long documents, String label)
      throws FailedRunException, IOException, InterruptedException {
    Assignment assignment =
        new Assignment(
            ground.urls(), ground.isFronted(), INDEX, documents, scenario.size(), scenario.tasks());
    String name = scenario.name() + "-" + entrant.name() + "-" + label;
    try (Scratch scratch = Scratch.in(dir)) {
      Map<String, String> keys = new LinkedHashMap<>(assignment.toKeys());
      keys.put("hadoop.tmp.dir", scratch.path("hadoop"));
      keys.put("sluice.job.dir", "file://" + scratch.path("job"));
      keys.putAll(ground.keys());
      keys.putAll(entrant.keys());
      return new ContestantProcess(dir, name).run(entrant, keys);
    }
  }
}
