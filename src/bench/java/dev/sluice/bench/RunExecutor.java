package dev.sluice.bench;

import dev.sluice.bench.contestant.Assignment;
import dev.sluice.bench.contestant.DocumentFiles;
import dev.sluice.bench.contestant.IdOrder;
import dev.sluice.bench.contestant.Measurement;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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
  private static final String OUTPUT = "output";

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
    BenchIndex index = indexFor(entrant, documents);
    ServerCounters before = ServerCounters.read(ground.rest());
    Duration cpuBefore = ground.cpu();
    try (Scratch scratch = Scratch.in(dir)) {
      Measurement measurement = measure(entrant, index, documents, label, scratch);
      Map<Metric, Double> counted = new EnumMap<>(Metric.class);
      counted.put(Metric.LOADED, measurement.jobSeconds() + settle(index, entrant));
      check(index, documents);
      if (scenario.awaitsMerges()) {
        index.awaitMerges();
      }
      double cpuNanos = ground.cpu().minus(cpuBefore).toNanos();
      counted.put(Metric.SERVER_CPU, cpuNanos / 1e3 / documents);
      counted.put(Metric.FILES, scratch.bytes(OUTPUT) / 1e6);
      counted.putAll(ServerCounters.read(ground.rest()).since(before).toMetrics());
      counted.putAll(index.counters().toMetrics());
      return new Lap(measurement, counted);
    }
  }

  private BenchIndex indexFor(Entrant entrant, long documents)
      throws FailedRunException, IOException, InterruptedException {
    Optional<String> filler =
        scenario.filler().filter(contestant -> !contestant.equals(entrant.contestant()));
    if (filler.isPresent()) {
      return filled(filler.get(), documents);
    }
    BenchIndex index = new BenchIndex(ground.rest(), INDEX, scenario.index());
    index.create(entrant.indexSettings());
    return index;
  }

  /**
   * An index with so many documents, kept for whoever wants to read it as long as servers are up.
   */
  private BenchIndex filled(String filler, long documents)
      throws FailedRunException, IOException, InterruptedException {
    String name = INDEX + "-" + documents + "-" + scenario.size();
    BenchIndex index = new BenchIndex(ground.rest(), name, scenario.index());
    if (!index.exists()) {
      index.create(Map.of());
      try (Scratch scratch = Scratch.in(dir)) {
        measure(Entrant.of(filler), index, documents, "fill", scratch);
      }
      check(index, documents);
    }
    return index;
  }

  /** Seconds until what was loaded is there for everybody. */
  private static double settle(BenchIndex index, Entrant entrant) throws InterruptedException {
    long start = System.nanoTime();
    index.settle(entrant.indexSettings());
    return (System.nanoTime() - start) / 1e9;
  }

  private void check(BenchIndex index, long documents) throws FailedRunException {
    long held = ground.keepsDocuments() ? index.count() : documents;
    if (held != documents) {
      throw new FailedRunException("the index holds " + held + " documents of " + documents);
    }
  }

  private Measurement measure(
      Entrant entrant, BenchIndex index, long documents, String label, Scratch scratch)
      throws FailedRunException, IOException, InterruptedException {
    Assignment assignment =
        new Assignment(
            ground.urls(),
            ground.isFronted(),
            index.name(),
            documents,
            scenario.size(),
            scenario.tasks(),
            IdOrder.ASCENDING);
    String name = scenario.name() + "-" + entrant.name() + "-" + label;
    Map<String, String> keys = new LinkedHashMap<>(assignment.toKeys());
    keys.put("hadoop.tmp.dir", scratch.path("hadoop"));
    keys.put(Assignment.OUTPUT, scratch.path(OUTPUT));
    keys.put("sluice.job.dir", "file://" + scratch.path("job"));
    if (scenario.hasFiles()) {
      keys.put(Assignment.INPUT, DocumentFiles.of(assignment, dir).toString());
    }
    keys.putAll(ground.keys());
    keys.putAll(entrant.keys());
    return new ContestantProcess(dir, name, profiled).run(entrant, keys);
  }
}
