package dev.sluice.cli.rehearse;

/** What a trial load measured, over all its tasks. Immutable; built from counters or by tests. */
final class TrialFigures {

  private static final double REFUSED = 0.05;

  /** The running tasks. */
  final int tasks;

  /** The tasks that went at the pace of their source. */
  final int bySource;

  /** Documents per second, of all tasks. */
  final double rate;

  /** Bytes of requests per second. */
  final double bytesPerSecond;

  final long documents;
  final long requests;
  final long refused;

  /** Parts of the time of the writers: 0 to 1. */
  final double sourceShare;

  final double encodingShare;
  final double memoryShare;
  final double pausedShare;

  /** The mean round trip of a request, and the part of it that the server reports. */
  final double roundTripMillis;

  final double serverMillis;

  private final double windowMicros;

  /** Requests in flight, of all tasks. */
  final double inFlight;

  /** How much longer the last documents of a task took than at the rate of the others. */
  final double tailSeconds;

  private TrialFigures(Values values, int running) {
    int all = (int) values.of(TrialCounter.TASKS);
    tasks = Math.min(all, running);
    double atOnce = (double) tasks / Math.max(1, all);
    bySource = (int) Math.round(values.of(TrialCounter.BY_SOURCE) * atOnce);
    rate = values.of(TrialCounter.DOCUMENTS_PER_KILOSECOND) / 1000.0 * atOnce;
    bytesPerSecond = values.of(TrialCounter.BYTES_PER_SECOND) * atOnce;
    documents = values.of(TrialCounter.DOCUMENTS);
    requests = values.of(TrialCounter.REQUESTS);
    refused = values.of(TrialCounter.REFUSED);
    windowMicros = values.of(TrialCounter.WINDOW_MICROS) * atOnce;
    double window = Math.max(1, values.of(TrialCounter.WINDOW_MICROS));
    memoryShare = values.of(TrialCounter.MEMORY_MICROS) / window;
    sourceShare = values.of(TrialCounter.SOURCE_MICROS) / window;
    encodingShare = values.of(TrialCounter.ENCODING_MICROS) / window;
    pausedShare = values.of(TrialCounter.PAUSED_MICROS) / window;
    double each = 1000.0 * Math.max(1, requests);
    roundTripMillis = values.of(TrialCounter.REQUEST_MICROS) / each;
    serverMillis = values.of(TrialCounter.SERVER_MICROS) / each;
    inFlight = values.of(TrialCounter.IN_FLIGHT_MICROS) / window * Math.max(1, tasks);
    tailSeconds = values.of(TrialCounter.TAIL_MICROS) / 1e6 / Math.max(1, all);
  }

  /** The value of each counter. */
  @FunctionalInterface
  interface Values {
    long of(TrialCounter counter);
  }

  /**
   * The figures of a trial.
   *
   * @param running the tasks that ran at the same time, at most
   */
  static TrialFigures of(Values values, int running) {
    return new TrialFigures(values, running);
  }

  /** How long a task was measured, on average. */
  double windowNanos() {
    return windowMicros * 1000 / Math.max(1, tasks);
  }

  /** Whether most tasks wait for their source, and not for Elasticsearch. */
  boolean isBySource() {
    return 2 * bySource > tasks;
  }

  /** Whether more requests are refused than by chance. */
  boolean isRefused() {
    return refusedShare() > REFUSED;
  }

  double refusedShare() {
    return requests == 0 ? 0 : (double) refused / requests;
  }

  /** The part of the round trips that the server reports: 0 to 1. */
  double serverShare() {
    return serverMillis / Math.max(0.001, roundTripMillis);
  }

  boolean isMeasured() {
    return tasks > 0 && rate > 0;
  }
}
