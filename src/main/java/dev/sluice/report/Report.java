package dev.sluice.report;

import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * The report of a job, summed up from its task attempts one after the other. Its size does not
 * depend on their number. Not thread-safe.
 */
public final class Report {

  /** The number of intervals: about as many as a chart can show. */
  public static final int MOST_INTERVALS = 240;

  /** The number of tasks that are shown individually. */
  public static final int MOST_TASKS = 50;

  private static final int VERSION = 1;

  private final JobFacts job;
  private final Map<AttemptRecord.Outcome, Sum> sums = new EnumMap<>(AttemptRecord.Outcome.class);
  private final TimeSeries series = TimeSeries.ofAtMost(MOST_INTERVALS);
  private final ErrorTally errors = new ErrorTally();
  private final Map<String, Long> bytesByNode = new TreeMap<>();
  private final PriorityQueue<AttemptRecord> slowest =
      new PriorityQueue<>(Comparator.comparingLong(AttemptRecord::millis));
  private StageTimes times = StageTimes.NONE;
  private long firstMillis;
  private long updatedMillis;

  /** The sums over attempts with the same outcome. */
  private static final class Sum {
    private long attempts;
    private final Map<String, Long> counts = new LinkedHashMap<>();
  }

  public Report(JobFacts job) {
    this.job = job;
  }

  /** Adds an attempt. */
  public void add(AttemptRecord record) {
    Sum sum = sums.computeIfAbsent(record.outcome, first -> new Sum());
    sum.attempts++;
    record.counts.forEach((name, count) -> sum.counts.merge(name, count, Long::sum));
    record.bytesByNode.forEach((node, bytes) -> bytesByNode.merge(node, bytes, Long::sum));
    times = times.plus(record.times);
    record.history().ifPresent(this::add);
    slowest.add(record);
    if (slowest.size() > MOST_TASKS) {
      slowest.remove();
    }
  }

  private void add(TaskHistory history) {
    series.addAll(history.series());
    errors.addAll(history.errors());
    firstMillis =
        firstMillis == 0 ? history.startedMillis() : Math.min(firstMillis, history.startedMillis());
    updatedMillis = Math.max(updatedMillis, history.updatedMillis());
  }

  /** The job. */
  public JobFacts job() {
    return job;
  }

  /** When the last attempt told something, in milliseconds since 1970; 0 if none has. */
  public long updatedMillis() {
    return updatedMillis;
  }

  /** The number of attempts with this outcome. */
  public long attempts(AttemptRecord.Outcome outcome) {
    return sums.getOrDefault(outcome, new Sum()).attempts;
  }

  /** The sum of a count, by its name in lower case, over the attempts with this outcome. */
  public long sum(AttemptRecord.Outcome outcome, String count) {
    return sums.getOrDefault(outcome, new Sum()).counts.getOrDefault(count, 0L);
  }

  /** One JSON object on one line. */
  public String toJson() {
    ByteArray bytes = new ByteArray(32_768);
    JsonWriter json = new JsonWriter(bytes).startObject();
    json.name("version").value((long) VERSION).name("job");
    job.writeTo(json);
    json.name("first").value(firstMillis).name("updated").value(updatedMillis);
    writeLedger(json);
    writeTimes(json.name("stages"), times);
    writeLatency(json.name("latency"), series.latencies());
    writeSeries(json.name("series"));
    writeNodes(json.name("nodes"), bytesByNode);
    writeTasks(json.name("tasks"));
    json.name("errors");
    errors.writeTo(json);
    json.endObject();
    return new String(bytes.array(), 0, bytes.length(), StandardCharsets.UTF_8);
  }

  private void writeLedger(JsonWriter json) {
    json.name("ledger").startObject();
    for (AttemptRecord.Outcome outcome : AttemptRecord.Outcome.values()) {
      Sum sum = sums.getOrDefault(outcome, new Sum());
      json.name(name(outcome)).startObject().name("attempts").value(sum.attempts);
      sum.counts.forEach((name, count) -> json.name(name).value((long) count));
      json.endObject();
    }
    json.endObject();
  }

  private static String name(AttemptRecord.Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  private static void writeTimes(JsonWriter json, StageTimes times) {
    json.startObject();
    for (Stage stage : Stage.values()) {
      json.name(stage.field()).value(times.millis(stage));
    }
    json.endObject();
  }

  private static void writeLatency(JsonWriter json, Latencies latencies) {
    json.startObject().name("count").value(latencies.count());
    json.name("p50_ms").value(latencies.millis(50)).name("p95_ms").value(latencies.millis(95));
    json.name("p99_ms").value(latencies.millis(99)).name("max_ms").value(latencies.millis(100));
    json.endObject();
  }

  /** A list for each measure, of one value for each interval. */
  private void writeSeries(JsonWriter json) {
    List<Long> beginnings = series.beginnings();
    json.startObject().name("width_ms").value(series.widthMillis()).name("at").startArray();
    beginnings.forEach(json::value);
    json.endArray();
    for (Measure measure : Measure.values()) {
      json.name(measure.field()).startArray();
      beginnings.forEach(at -> json.value(series.intervalAt(at).sums().get(measure)));
      json.endArray();
    }
    writePercentile(json.name("p50_ms"), beginnings, 50);
    writePercentile(json.name("p95_ms"), beginnings, 95);
    writePercentile(json.name("p99_ms"), beginnings, 99);
    writePercentile(json.name("max_ms"), beginnings, 100);
    json.endObject();
  }

  /** Null for an interval without a bulk request. */
  private void writePercentile(JsonWriter json, List<Long> beginnings, double percent) {
    json.startArray();
    for (Long at : beginnings) {
      if (series.intervalAt(at).latencies().isPresent()) {
        json.value(series.intervalAt(at).latencies().get().millis(percent));
      } else {
        json.nullValue();
      }
    }
    json.endArray();
  }

  /** A list, because the names are arbitrary. */
  private static void writeNodes(JsonWriter json, Map<String, Long> nodes) {
    json.startArray();
    nodes.forEach(
        (node, bytes) ->
            json.startObject()
                .name("node")
                .value(node)
                .name("bytes")
                .value((long) bytes)
                .endObject());
    json.endArray();
  }

  private void writeTasks(JsonWriter json) {
    List<AttemptRecord> tasks = new ArrayList<>(slowest);
    tasks.sort(Comparator.comparingLong(AttemptRecord::millis).reversed());
    json.startArray();
    for (AttemptRecord task : tasks) {
      json.startObject().name("attempt").value(task.attempt);
      json.name("outcome").value(name(task.outcome)).name("time_ms").value(task.millis());
      json.name("documents").value(task.count("given"));
      json.name("rejected").value(task.count("rejected"));
      json.name("resent").value(task.count("resent"));
      json.name("bytes").value(task.count("bulk_bytes"));
      json.name("p95_ms")
          .value(task.history().map(its -> its.series().latencies().millis(95)).orElse(0.0));
      writeTimes(json.name("stages"), task.times);
      writeNodes(json.name("nodes"), task.bytesByNode);
      json.endObject();
    }
    json.endArray();
  }
}
