package dev.sluice.cli.rehearse;

import java.util.EnumMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * A load in virtual time: tasks read documents into batches and send them over a shared link to a
 * server with some write threads and a queue. The figures are those that a real trial would count.
 */
final class SimulatedLoad {

  private static final int BATCH = 1000;
  private static final double BYTES = 1e6;

  /** Seconds to read a batch in one task, or to convert it. */
  double reading = 0.01;

  double encoding = 0.01;
  double wayThere = 0.001;
  double wayBack = 0.001;

  /** Seconds that a batch occupies the shared link. */
  double link = 0.0001;

  /** Seconds that a batch occupies a write thread of a node, and these threads in total. */
  double indexing = 0.02;

  int threads = 8;
  int queue = 10_000;

  private record Event(double at, int task, boolean done) {}

  /** Runs for 60 virtual seconds. */
  TrialFigures run(int tasks, int inFlight) {
    double end = 60;
    double[] writer = new double[tasks];
    int[] flying = new int[tasks];
    double[] waited = new double[tasks];
    double[] blockedSince = new double[tasks];
    PriorityQueue<Double> busy = new PriorityQueue<>();
    for (int i = 0; i < threads; i++) {
      busy.add(0.0);
    }
    PriorityQueue<Event> events = new PriorityQueue<>((a, b) -> Double.compare(a.at, b.at));
    for (int task = 0; task < tasks; task++) {
      events.add(new Event(reading + encoding, task, false));
    }
    double linkFree = 0;
    long requests = 0;
    long refused = 0;
    double trips = 0;
    double took = 0;
    int inQueue = 0;
    while (!events.isEmpty() && events.peek().at < end) {
      Event event = events.remove();
      int task = event.task;
      if (event.done) {
        flying[task]--;
        if (blockedSince[task] > 0) {
          waited[task] += event.at - blockedSince[task];
          blockedSince[task] = 0;
          events.add(new Event(event.at, task, false));
        }
        continue;
      }
      if (flying[task] >= inFlight) {
        blockedSince[task] = event.at;
        continue;
      }
      writer[task] += reading + encoding;
      flying[task]++;
      events.add(new Event(event.at + reading + encoding, task, false));
      linkFree = Math.max(linkFree, event.at) + link;
      double arrives = linkFree + wayThere;
      requests++;
      double starts = Math.max(arrives, busy.peek());
      inQueue = (int) ((starts - arrives) / indexing * threads);
      if (inQueue > queue) {
        refused++;
        double back = arrives + wayBack + 0.5;
        trips += arrives + wayBack - event.at;
        events.add(new Event(back, task, true));
        continue;
      }
      busy.remove();
      double finished = starts + indexing;
      busy.add(finished);
      trips += finished + wayBack - event.at;
      took += finished - arrives;
      events.add(new Event(finished + wayBack, task, true));
    }
    double waits = 0;
    double reads = 0;
    for (int task = 0; task < tasks; task++) {
      waits += waited[task] + (blockedSince[task] > 0 ? end - blockedSince[task] : 0);
      reads += writer[task];
    }
    Map<TrialCounter, Long> counters = new EnumMap<>(TrialCounter.class);
    double perSecond = (requests - refused) / end;
    counters.put(TrialCounter.TASKS, (long) tasks);
    counters.put(TrialCounter.BY_SOURCE, waits < 0.1 * tasks * end ? tasks : 0L);
    counters.put(TrialCounter.DOCUMENTS_PER_KILOSECOND, (long) (perSecond * BATCH * 1000));
    counters.put(TrialCounter.BYTES_PER_SECOND, (long) (perSecond * BYTES));
    counters.put(TrialCounter.DOCUMENTS, (requests - refused) * BATCH);
    counters.put(TrialCounter.REQUESTS, requests);
    counters.put(TrialCounter.REFUSED, refused);
    counters.put(TrialCounter.WINDOW_MICROS, (long) (tasks * end * 1e6));
    counters.put(TrialCounter.SOURCE_MICROS, (long) (reads * reading / (reading + encoding) * 1e6));
    counters.put(
        TrialCounter.ENCODING_MICROS, (long) (reads * encoding / (reading + encoding) * 1e6));
    counters.put(TrialCounter.MEMORY_MICROS, (long) (waits * 1e6));
    counters.put(TrialCounter.REQUEST_MICROS, (long) (trips * 1e6));
    counters.put(TrialCounter.SERVER_MICROS, (long) (took * 1e6));
    counters.put(TrialCounter.IN_FLIGHT_MICROS, (long) (trips * 1e6));
    return TrialFigures.of(counter -> counters.getOrDefault(counter, 0L), tasks);
  }
}
