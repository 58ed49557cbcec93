package dev.sluice.mapreduce.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.bulk.BulkCounts;
import dev.sluice.io.LoadCounter;
import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonScan;
import dev.sluice.json.JsonWriter;
import dev.sluice.report.Stage;
import dev.sluice.report.StageTimes;
import dev.sluice.report.TaskHistory;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The manifest of a task attempt, a file in {@code manifests/} after task commit: one JSON object
 * with the attempt, the index and the counts. Immutable.
 */
public final class TaskManifest {

  private static final String ATTEMPT = "attempt";
  private static final String INDEX = "index";
  private static final String INDICES = "indices";
  private static final String SENT = "sent";
  private static final String NODE = "node";
  private static final String BYTES = "bytes";
  private static final String HISTORY = "history";

  private final String attempt;
  private final String index;
  private final Map<LoadCounter, Long> counts;

  private final Map<String, Long> bytesByNode;
  private final WrittenIndices indices;
  private final StageTimes times;

  /** One JSON object, parsed for the report only; empty if there is none. */
  private final String history;

  private TaskManifest(
      String attempt,
      String index,
      Map<LoadCounter, Long> counts,
      Map<String, Long> bytesByNode,
      WrittenIndices indices,
      StageTimes times,
      String history) {
    this.attempt = attempt;
    this.index = index;
    this.counts = counts;
    this.bytesByNode = bytesByNode;
    this.indices = indices;
    this.times = times;
    this.history = history;
  }

  /** The manifest of a finished attempt. */
  public static TaskManifest of(
      String attempt, String index, BulkCounts done, Map<String, Long> bytesByNode) {
    Map<LoadCounter, Long> counts = new EnumMap<>(LoadCounter.class);
    for (LoadCounter counter : LoadCounter.values()) {
      counts.put(counter, EngineCounts.of(counter, done));
    }
    return of(attempt, index, counts, bytesByNode);
  }

  /** A manifest with these counts; the others are zero. */
  public static TaskManifest of(
      String attempt, String index, Map<LoadCounter, Long> some, Map<String, Long> bytesByNode) {
    Map<LoadCounter, Long> counts = new EnumMap<>(LoadCounter.class);
    for (LoadCounter counter : LoadCounter.values()) {
      counts.put(counter, some.getOrDefault(counter, 0L));
    }
    return new TaskManifest(
        attempt,
        index,
        counts,
        new TreeMap<>(bytesByNode),
        new WrittenIndices(),
        StageTimes.NONE,
        "");
  }

  /**
   * Parses a manifest in one pass.
   *
   * @throws IOException if the bytes are invalid
   */
  public static TaskManifest read(byte[] json) throws IOException {
    try {
      Map<String, String> texts = new HashMap<>();
      Map<String, Long> sent = new TreeMap<>();
      readMembers(json, texts, sent);
      Map<LoadCounter, Long> counts = new EnumMap<>(LoadCounter.class);
      for (LoadCounter counter : LoadCounter.values()) {
        // Counts that an older version does not have are zero.
        counts.put(counter, Long.valueOf(texts.getOrDefault(field(counter), "0")));
      }
      WrittenIndices indices = WrittenIndices.parse(texts.getOrDefault(INDICES, ""));
      return new TaskManifest(
          need(texts, ATTEMPT),
          need(texts, INDEX),
          counts,
          sent,
          indices,
          times(texts),
          texts.getOrDefault(HISTORY, ""));
    } catch (NumberFormatException e) {
      throw new IOException("a count in a task manifest is not a number: " + e.getMessage(), e);
    }
  }

  private static StageTimes times(Map<String, String> texts) {
    Map<Stage, Long> millis = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      millis.put(stage, Long.valueOf(texts.getOrDefault(stage.field(), "0")));
    }
    return StageTimes.ofMillis(millis);
  }

  private static void readMembers(byte[] json, Map<String, String> texts, Map<String, Long> sent)
      throws IOException {
    JsonScan scan = new JsonScan(json, 0, json.length);
    try {
      scan.enter('{');
      while (scan.more('}')) {
        scan.name();
        if (scan.is(SENT)) {
          readNodes(scan, sent);
        } else if (scan.is(HISTORY)) {
          scan.value();
          texts.put(HISTORY, new String(json, scan.from(), scan.to() - scan.from(), UTF_8));
        } else {
          readText(scan, texts);
        }
      }
      scan.end();
    } catch (IOException e) {
      throw new IOException("a task manifest is truncated or not JSON: " + e.getMessage(), e);
    }
  }

  private static void readNodes(JsonScan scan, Map<String, Long> sent) throws IOException {
    scan.enter('{');
    while (scan.more('}')) {
      scan.name(); // a number
      Map<String, String> texts = new HashMap<>();
      scan.enter('{');
      while (scan.more('}')) {
        scan.name();
        readText(scan, texts);
      }
      sent.put(texts.getOrDefault(NODE, ""), Long.valueOf(texts.getOrDefault(BYTES, "")));
    }
  }

  private static void readText(JsonScan scan, Map<String, String> texts) throws IOException {
    String name = scan.text();
    scan.scalar().ifPresent(text -> texts.put(name, text));
  }

  private static String need(Map<String, String> texts, String field) throws IOException {
    String text = texts.get(field);
    if (text == null) {
      throw new IOException("a task manifest has no \"" + field + "\"");
    }
    return text;
  }

  /** The bytes that {@link #read} reads. */
  public ByteArray toJson() {
    ByteArray bytes = new ByteArray(512);
    JsonWriter json = new JsonWriter(bytes).startObject();
    json.name(ATTEMPT).value(attempt).name(INDEX).value(index);
    if (!indices.names().isEmpty()) {
      json.name(INDICES).value(indices.toString());
    }
    counts.forEach((counter, value) -> json.name(field(counter)).value((long) value));
    for (Stage stage : Stage.values()) {
      json.name(stage.field()).value(times.millis(stage));
    }
    writeNodes(json);
    if (!history.isEmpty()) {
      json.name(HISTORY).raw(history);
    }
    json.endObject();
    return bytes;
  }

  /** Writes the bytes to a file, replacing an existing one. */
  public void write(Path file, Configuration conf) throws IOException {
    ByteArray json = toJson();
    try (OutputStream out = TaskFile.create(file, conf)) {
      out.write(json.array(), 0, json.length());
    }
  }

  /** The name of a count. */
  private static String field(LoadCounter counter) {
    return counter.name().toLowerCase(Locale.ROOT);
  }

  /** Written as a numbered list, because node names are arbitrary. */
  private void writeNodes(JsonWriter json) {
    json.name(SENT).startObject();
    int number = 0;
    for (Map.Entry<String, Long> sent : bytesByNode.entrySet()) {
      json.name(Integer.toString(number++)).startObject();
      json.name(NODE).value(sent.getKey()).name(BYTES).value((long) sent.getValue());
      json.endObject();
    }
    json.endObject();
  }

  /** A copy with the indices that actions named. */
  public TaskManifest with(WrittenIndices written) {
    return new TaskManifest(attempt, index, counts, bytesByNode, written, times, history);
  }

  /** A copy with the stage times, which are kept in whole milliseconds. */
  public TaskManifest with(StageTimes measured) {
    return new TaskManifest(attempt, index, counts, bytesByNode, indices, measured, history);
  }

  /** A copy with what the attempt did over time. */
  public TaskManifest with(TaskHistory over) {
    return new TaskManifest(attempt, index, counts, bytesByNode, indices, times, over.toJson());
  }

  /**
   * What the attempt did over time; empty in a manifest of an older version.
   *
   * @throws IOException if it is invalid
   */
  public Optional<TaskHistory> history() throws IOException {
    return history.isEmpty() ? Optional.empty() : Optional.of(TaskHistory.read(history));
  }

  /** Where the task spent its time. */
  public StageTimes times() {
    return times;
  }

  /** The indices that actions named. */
  WrittenIndices indices() {
    return indices;
  }

  public String attempt() {
    return attempt;
  }

  /** The bytes sent to each node, by node name. */
  public Map<String, Long> bytesByNode() {
    return Collections.unmodifiableMap(bytesByNode);
  }

  public long count(LoadCounter counter) {
    return counts.get(counter);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof TaskManifest)) {
      return false;
    }
    TaskManifest that = (TaskManifest) other;
    return attempt.equals(that.attempt)
        && index.equals(that.index)
        && counts.equals(that.counts)
        && bytesByNode.equals(that.bytesByNode)
        && indices.names().equals(that.indices.names())
        && times.equals(that.times)
        && history.equals(that.history);
  }

  @Override
  public int hashCode() {
    return Objects.hash(attempt, index, counts, bytesByNode, indices.names(), times, history);
  }

  @Override
  public String toString() {
    return attempt + " on " + index + ": " + counts;
  }
}
