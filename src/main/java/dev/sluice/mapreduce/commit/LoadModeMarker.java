package dev.sluice.mapreduce.commit;

import dev.sluice.client.index.IndexMeta;
import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonFormException;
import dev.sluice.json.JsonText;
import dev.sluice.json.JsonWriter;
import dev.sluice.mapreduce.since.SinceMarks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The load-mode marker in the mapping of an index ({@code _meta.sluice}), with the job id and the
 * original settings. It is written before the first setting is changed and removed after the last
 * is restored. So the settings can always be restored, whatever happens to the job. Other values in
 * {@code _meta.sluice} are left alone. Immutable.
 */
public final class LoadModeMarker {

  static final String NAME = SinceMarks.OWNER;

  private static final String JOB = "job";
  private static final String SETTINGS = "settings";

  private final String job;
  private final Map<String, String> before;

  private LoadModeMarker(String job, Map<String, String> before) {
    this.job = job;
    this.before = Collections.unmodifiableMap(before);
  }

  /**
   * Creates the marker of a job.
   *
   * @param settings the explicit settings of the index before the load
   */
  static LoadModeMarker of(String job, Map<String, String> settings) {
    Map<String, String> before = new LinkedHashMap<>();
    LoadMode.BULK.settings().keySet().forEach(name -> before.put(name, settings.get(name)));
    return new LoadModeMarker(job, before);
  }

  /** The marker of a job that goes on with the load of this one's. */
  LoadModeMarker takenOverBy(String other) {
    return new LoadModeMarker(other, before);
  }

  /**
   * The marker of an index.
   *
   * @throws IOException if the value was not written by Sluice
   */
  public static Optional<LoadModeMarker> in(IndexMeta meta) throws IOException {
    Optional<String> json = meta.get(NAME);
    return json.isPresent() && !hasOnlyMarks(json.get(), meta)
        ? Optional.of(read(json.get()))
        : Optional.empty();
  }

  private static boolean hasOnlyMarks(String json, IndexMeta meta) throws IOException {
    try {
      return meta.object(NAME).names().equals(Collections.singleton(SinceMarks.NAME));
    } catch (IllegalArgumentException e) {
      throw new IOException(strange(json), e);
    }
  }

  /** The same {@code _meta} with this marker. */
  IndexMeta on(IndexMeta meta) {
    IndexMeta marker = IndexMeta.none().with(NAME, toJson()).object(NAME);
    IndexMeta own = meta.object(NAME);
    for (String name : marker.names()) {
      own = own.with(name, marker.get(name).get());
    }
    return meta.with(NAME, own);
  }

  /** The same {@code _meta} without a marker. */
  static IndexMeta off(IndexMeta meta) {
    return meta.with(NAME, meta.object(NAME).without(JOB).without(SETTINGS));
  }

  private static LoadModeMarker read(String text) throws IOException {
    byte[] json = text.getBytes(StandardCharsets.UTF_8);
    try {
      Optional<String> job = JsonText.field(json, 0, json.length, JOB);
      if (!job.isPresent()) {
        throw new IOException(strange(text));
      }
      Map<String, String> before = new LinkedHashMap<>();
      for (String name : LoadMode.BULK.settings().keySet()) {
        before.put(name, JsonText.field(json, 0, json.length, SETTINGS + "." + name).orElse(null));
      }
      return new LoadModeMarker(job.get(), before);
    } catch (JsonFormException e) {
      throw new IOException(strange(text), e);
    }
  }

  private static String strange(String text) {
    return "_meta."
        + NAME
        + " of the mapping was not written by Sluice; remove it from the mapping to use load mode: "
        + text;
  }

  /** Whether one of these jobs changed the settings. */
  public boolean isOf(Set<String> jobs) {
    return jobs.contains(job);
  }

  /** The job that changed the settings. */
  String job() {
    return job;
  }

  /** The original settings by full name; null for one that was not set. */
  Map<String, String> before() {
    return before;
  }

  /** The text that {@link #in} reads. */
  String toJson() {
    ByteArray bytes = new ByteArray(512);
    JsonWriter json = new JsonWriter(bytes).startObject();
    json.name(JOB).value(job).name(SETTINGS).startObject();
    for (Map.Entry<String, String> setting : before.entrySet()) {
      json.name(setting.getKey());
      if (setting.getValue() == null) {
        json.nullValue();
      } else {
        json.value(setting.getValue());
      }
    }
    json.endObject().endObject();
    return new String(bytes.array(), 0, bytes.length(), StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LoadModeMarker
        && ((LoadModeMarker) other).job.equals(job)
        && ((LoadModeMarker) other).before.equals(before);
  }

  @Override
  public int hashCode() {
    return Objects.hash(job, before);
  }

  @Override
  public String toString() {
    return toJson();
  }
}
