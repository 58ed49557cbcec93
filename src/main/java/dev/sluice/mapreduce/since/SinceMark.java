package dev.sluice.mapreduce.since;

import dev.sluice.client.cluster.JsonFields;
import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.http.Json;
import dev.sluice.client.index.IndexMeta;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * How far an incremental job has read its source. A mark has a kind (the command), a key (the
 * source, and all settings that select or change documents) and the fields from which the next run
 * continues. Immutable.
 */
public final class SinceMark {

  private static final String AT = "at";

  /** The marks that an index keeps of each kind, because {@code _meta} is in the cluster state. */
  private static final int MOST = 64;

  private final String kind;
  private final String key;
  private final JsonFields fields;

  private SinceMark(String kind, String key, JsonFields fields) {
    this.kind = kind;
    this.key = key;
    this.fields = fields;
  }

  /**
   * A mark of a job that is about to read.
   *
   * @param kind the command, such as {@code table}
   * @param key the source and the settings; equal for jobs of which one continues the other
   * @param fields a JSON object with what the next run needs
   * @param wallMillis now
   * @throws IllegalArgumentException if the fields are not a JSON object
   */
  public static SinceMark of(String kind, String key, String fields, long wallMillis) {
    String now = Instant.ofEpochMilli(wallMillis).truncatedTo(ChronoUnit.SECONDS).toString();
    return read(kind, key, JsonFields.parse(fields).with(AT, Json.quoted(now)).toString());
  }

  static SinceMark read(String kind, String key, String fields) {
    return new SinceMark(
        Objects.requireNonNull(kind), Objects.requireNonNull(key), JsonFields.parse(fields));
  }

  public String kind() {
    return kind;
  }

  public String key() {
    return key;
  }

  /** The fields, with the time in {@link #at}. */
  public JsonTree fields() {
    return JsonTree.parse(fields.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** When the job was submitted, as ISO 8601 text in UTC that sorts by time. */
  public String at() {
    return fields().at(AT).text().orElse("");
  }

  String json() {
    return fields.toString();
  }

  /** The same {@code _meta} with this mark, without an older one of this key. */
  public IndexMeta on(IndexMeta meta) {
    IndexMeta own = meta.object(SinceMarks.OWNER);
    IndexMeta marks = own.object(SinceMarks.NAME);
    IndexMeta same = bounded(marks.object(kind).with(key, json()));
    return meta.with(
        SinceMarks.OWNER, own.with(SinceMarks.NAME, marks.with(kind, same.toString())));
  }

  private IndexMeta bounded(IndexMeta same) {
    List<SinceMark> all = SinceMarks.of(kind, same);
    all.sort(Comparator.comparing(SinceMark::at));
    IndexMeta kept = same;
    for (SinceMark old : all) {
      if (kept.names().size() > MOST && !old.key.equals(key)) {
        kept = kept.without(old.key);
      }
    }
    return kept;
  }

  @Override
  public String toString() {
    return kind + " " + key + " " + fields;
  }
}
