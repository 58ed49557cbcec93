package dev.sluice.bench;

import dev.sluice.bench.contestant.Assignment;
import dev.sluice.bench.contestant.Measurement;
import dev.sluice.it.Rest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where one scenario's runs take place: gives each a fresh index, checks that it did its work, and
 * reads what the servers counted meanwhile.
 */
final class RunExecutor {

  private static final String INDEX = "bench";

  private final Scenario scenario;
  private final Servers ground;
  private final Path dir;
  private final boolean profiled;

  /**
   * A course.
   *
   * @param dir for the files of the runs
   * @param profiled whether runs are recorded there
   */
  RunExecutor(Scenario scenario, Servers ground, Path dir, boolean profiled) {
    this.scenario = scenario;
    this.ground = ground;
    this.dir = dir;
    this.profiled = profiled;
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
    Optional<String> filler =
        scenario.filler().filter(contestant -> !contestant.equals(entrant.contestant()));
    String index = filler.isPresent() ? filled(filler.get(), rest, documents) : empty(rest, INDEX);
    ServerCounters before = ServerCounters.read(rest);
    Measurement measurement = measure(entrant, index, documents, label);
    check(rest, index, documents);
    ServerCounters counters = ServerCounters.read(rest).since(before);
    Map<Metric, Double> counted = new EnumMap<>(Metric.class);
    counted.put(Metric.MB, counters.sentBetweenNodes() / 1e6);
    counted.put(Metric.REFUSED, (double) counters.refusedWrites());
    counted.put(Metric.SEGMENTS, (double) ServerCounters.segments(rest, index));
    return new Lap(measurement, counted);
  }

  private String empty(Rest rest, String index) {
    rest.delete("/" + index + "?ignore_unavailable=true");
    rest.put("/" + index, scenario.index().toJson());
    rest.get("/_cluster/health/" + index + "?wait_for_status=green&timeout=50s");
    return index;
  }

  /**
   * An index with so many documents, kept for whoever wants to read it as long as servers are up.
   */
  private String filled(String filler, Rest rest, long documents)
      throws FailedRunException, IOException, InterruptedException {
    String index = INDEX + "-" + documents + "-" + scenario.size();
    if (rest.status("HEAD", "/" + index) != 200) {
      measure(Entrant.of(filler), empty(rest, index), documents, "fill");
      check(rest, index, documents);
    }
    return index;
  }

  private void check(Rest rest, String index, long documents) throws FailedRunException {
    long held = ground.keepsDocuments() ? rest.count(index) : documents;
    if (held != documents) {
      throw new FailedRunException("the index holds " + held + " documents of " + documents);
    }
  }

  private Measurement measure(Entrant entrant, String index, long documents, String label)
      throws FailedRunException, IOException, InterruptedException {
    Assignment assignment =
        new Assignment(
            ground.urls(), ground.isFronted(), index, documents, scenario.size(), scenario.tasks());
    String name = scenario.name() + "-" + entrant.name() + "-" + label;
    try (Scratch scratch = Scratch.in(dir)) {
      Map<String, String> keys = new LinkedHashMap<>(assignment.toKeys());
      keys.put("hadoop.tmp.dir", scratch.path("hadoop"));
      keys.put(Assignment.OUTPUT, scratch.path("output"));
      keys.put("sluice.job.dir", "file://" + scratch.path("job"));
      keys.putAll(ground.keys());
      keys.putAll(entrant.keys());
      return new ContestantProcess(dir, name, profiled).run(entrant, keys);
    }
  }
}
