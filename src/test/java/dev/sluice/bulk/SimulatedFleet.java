package dev.sluice.bulk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Many tasks that know nothing of each other, on one cluster, under one clock: what they achieve,
 * how often they are refused, and how evenly.
 */
final class SimulatedFleet {

  /**
   * What came of it.
   *
   * @param share of what the cluster could index
   * @param refused requests refused whole or in part, for each thousand of 5 MB indexed
   * @param fairness Jain's index over what each task wrote: 1 if all the same, 1/n if one did all
   */
  record Outcome(double share, double refused, double fairness) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%5.1f %%  %7.1f refused  %.3f fair", 100 * share, refused, fairness);
    }
  }

  private static final int BULK_BYTES = 5_000;

  private SimulatedFleet() {}

  static Outcome run(
      SimulatedCluster.Shape shape, int tasks, String inFlight, Duration time, long seed) {
    return run(shape, tasks, inFlight, 64, time, seed);
  }

  private static Outcome run(
      SimulatedCluster.Shape shape,
      int tasks,
      String inFlight,
      int megabytes,
      Duration time,
      long seed) {
    SimulatedClock clock = new SimulatedClock();
    Random random = new Random(seed);
    SimulatedCluster cluster = new SimulatedCluster(shape, clock, random);
    Map<String, String> conf = new HashMap<>();
    conf.put("sluice.bulk.size", "5kb");
    conf.put("sluice.bulk.memory", megabytes + "kb");
    conf.put("sluice.bulk.retry.timeout", "1d");
    conf.put("sluice.bulk.in-flight", inFlight);
    double scale = 5e6 / BULK_BYTES;
    List<SimulatedTask> fleet = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      SimulatedTask task = new SimulatedTask(conf, clock, cluster, shape, scale, random.nextLong());
      fleet.add(task);
      clock.in((long) (3e9 * random.nextDouble()), task::go);
    }
    clock.runUntil(time.toNanos());
    return outcome(shape, fleet, time);
  }

  private static Outcome outcome(
      SimulatedCluster.Shape shape, List<SimulatedTask> fleet, Duration time) {
    double sum = 0;
    double squares = 0;
    long refusals = 0;
    for (SimulatedTask task : fleet) {
      sum += task.applied;
      squares += task.applied * task.applied;
      refusals += task.refusals;
    }
    return new Outcome(
        sum / (shape.bytesPerSecond() * time.toNanos() / 1e9),
        1000 * refusals / (sum / 5e6),
        sum * sum / (fleet.size() * squares));
  }

  /** A cluster worth knowing about, and how many tasks write to it. */
  record Site(String name, SimulatedCluster.Shape shape, List<Integer> tasks) {}

  static final Site SMALL_QUEUE =
      new Site(
          "one node with a write queue of 10",
          new SimulatedCluster.Shape(1, 5, 2, 10, 1e9, 10e6, 3_000_000, 0.1, 1_000_000),
          List.of(2, 8, 40));

  static final Site THREE_NODES =
      new Site(
          "three nodes with a heap of 4 GB",
          new SimulatedCluster.Shape(3, 4, 4, 10_000, 4e8, 8e6, 3_000_000, 0.1, 1_000_000),
          List.of(1, 10, 100));

  static final Site TEN_NODES =
      new Site(
          "ten nodes with a heap of 30 GB",
          SimulatedCluster.Shape.large(10, 7.5e6),
          List.of(10, 100, 1000));

  /**
   * Prints what fixed numbers of requests in flight and auto achieve, and how long a load takes.
   */
  public static void main(String[] args) {
    for (Site site : List.of(SMALL_QUEUE, THREE_NODES, TEN_NODES)) {
      for (int tasks : site.tasks()) {
        System.out.println(site.name() + ", " + tasks + " tasks");
        for (String way : List.of("1", "2", "4", "8", "auto")) {
          Outcome outcome = run(site.shape(), tasks, way, Duration.ofMinutes(10), 1);
          System.out.printf("  %-5s %s%n", way, outcome);
        }
      }
    }
    billion("1 KB", 1e3, 2.5e6);
    billion("73 KB", 73e3, 7.5e6);
  }

  /** How long a billion documents take. */
  private static void billion(String size, double bytes, double bytesPerThreadSecond) {
    System.out.println("1e9 documents of " + size);
    for (int nodes : new int[] {10, 100}) {
      SimulatedCluster.Shape shape = SimulatedCluster.Shape.large(nodes, bytesPerThreadSecond);
      for (int tasks : new int[] {nodes, 10 * nodes}) {
        for (int megabytes : new int[] {64, 256}) {
          for (String way : List.of("4", "auto")) {
            Outcome outcome = run(shape, tasks, way, megabytes, Duration.ofMinutes(3), 1);
            double hours = 1e9 * bytes / (outcome.share() * shape.bytesPerSecond()) / 3600;
            System.out.printf(
                "  %3d nodes, %4d tasks, %3d MB, %-4s %s  %6.1f hours%n",
                nodes, tasks, megabytes, way, outcome, hours);
          }
        }
      }
    }
  }
}
