package dev.sluice.report;

import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonObject;
import dev.sluice.json.JsonScan;
import dev.sluice.json.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the report says about the job as a whole. Immutable. */
public final class JobFacts {

  private final Map<String, String> texts;
  private final long startedMillis;
  private final long endedMillis;
  private final Map<String, String> settings;
  private final Map<String, String> defaults;

  private JobFacts(
      Map<String, String> texts,
      long startedMillis,
      long endedMillis,
      Map<String, String> settings,
      Map<String, String> defaults) {
    this.texts = texts;
    this.startedMillis = startedMillis;
    this.endedMillis = endedMillis;
    this.settings = settings;
    this.defaults = defaults;
  }

  /** The states of a job. */
  public enum State {
    /** Not ended, as far as its directory tells. */
    RUNNING,
    SUCCEEDED,
    FAILED,
    KILLED
  }

  /**
   * A job that has begun.
   *
   * @param settings those that are set
   * @param defaults the others
   */
  public static JobFacts begun(
      String id,
      String name,
      String user,
      String index,
      long startedMillis,
      Map<String, String> settings,
      Map<String, String> defaults) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("id", id);
    texts.put("name", name);
    texts.put("user", user);
    texts.put("index", index);
    texts.put("state", State.RUNNING.name());
    return new JobFacts(texts, startedMillis, 0, settings, defaults);
  }

  /** A job of which only the directory is known. */
  public static JobFacts unknown(String id) {
    Map<String, String> none = Collections.emptyMap();
    return begun(id, "", "", "", 0, none, none);
  }

  /** The same job after its end. */
  public JobFacts ended(State state, long millis) {
    Map<String, String> changed = new LinkedHashMap<>(texts);
    changed.put("state", state.name());
    return new JobFacts(changed, startedMillis, millis, settings, defaults);
  }

  public State state() {
    return State.valueOf(text("state"));
  }

  /** Whether a state of a job is named. */
  public boolean hasState() {
    return Arrays.stream(State.values()).anyMatch(state -> state.name().equals(text("state")));
  }

  public String id() {
    return text("id");
  }

  public String index() {
    return text("index");
  }

  private String text(String name) {
    return texts.getOrDefault(name, "");
  }

  /** When the job was set up; 0 if unknown. */
  public long startedMillis() {
    return startedMillis;
  }

  /** When the job ended; 0 if it has not. */
  public long endedMillis() {
    return endedMillis;
  }

  /** The value of a key that was set; secrets are hidden. */
  public Optional<String> setting(String key) {
    return Optional.ofNullable(settings.get(key));
  }

  /** One JSON object. */
  public byte[] toJson() {
    ByteArray bytes = new ByteArray(2_048);
    writeTo(new JsonWriter(bytes));
    return new String(bytes.array(), 0, bytes.length(), StandardCharsets.UTF_8)
        .getBytes(StandardCharsets.UTF_8);
  }

  void writeTo(JsonWriter json) {
    json.startObject();
    texts.forEach((name, text) -> json.name(name).value(text));
    json.name("started").value(startedMillis).name("ended").value(endedMillis);
    write(json, "settings", settings);
    write(json, "defaults", defaults);
    json.endObject();
  }

  private static void write(JsonWriter json, String name, Map<String, String> values) {
    json.name(name).startObject();
    values.forEach((key, value) -> json.name(key).value(value));
    json.endObject();
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IOException if it is something else
   */
  public static JobFacts read(byte[] bytes) throws IOException {
    JsonScan scan = new JsonScan(bytes, 0, bytes.length);
    Map<String, String> texts = new LinkedHashMap<>();
    Map<String, String> settings = new LinkedHashMap<>();
    Map<String, String> defaults = new LinkedHashMap<>();
    scan.enter('{');
    while (scan.more('}')) {
      scan.name();
      String name = scan.text();
      if (name.equals("settings")) {
        settings = JsonObject.read(scan);
      } else if (name.equals("defaults")) {
        defaults = JsonObject.read(scan);
      } else {
        scan.scalar().ifPresent(text -> texts.put(name, text));
      }
    }
    scan.end();
    long started = JsonObject.number(texts, "started");
    long ended = JsonObject.number(texts, "ended");
    texts.remove("started");
    texts.remove("ended");
    return new JobFacts(texts, started, ended, settings, defaults);
  }
}
