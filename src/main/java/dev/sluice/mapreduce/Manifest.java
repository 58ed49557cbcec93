package dev.sluice.mapreduce;

import dev.sluice.bulk.BulkCounts;
import dev.sluice.bulk.ByteArray;
import dev.sluice.bulk.JsonFormException;
import dev.sluice.bulk.JsonText;
import dev.sluice.bulk.JsonWriter;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * The ledger of a task attempt, as it stands in {@code manifests/} once the task is committed: one
 * JSON object with the attempt, the index and the counts. Immutable.
 */
final class Manifest {

  private static final String ATTEMPT = "attempt";
  private static final String INDEX = "index";

  private final String attempt;
  private final String index;
  private final Map<LoadCounter, Long> counts;

  private Manifest(String attempt, String index, Map<LoadCounter, Long> counts) {
    this.attempt = attempt;
    this.index = index;
    this.counts = counts;
  }

  /** The ledger of an attempt that is done. */
  static Manifest of(String attempt, String index, BulkCounts done) {
    Map<LoadCounter, Long> counts = new EnumMap<>(LoadCounter.class);
    for (LoadCounter counter : LoadCounter.values()) {
      counts.put(counter, counter.in(done));
    }
    return new Manifest(attempt, index, counts);
  }

  /**
   * Reads a ledger.
   *
   * @throws IOException if these bytes are none
   */
  static Manifest read(byte[] json) throws IOException {
    try {
      Map<LoadCounter, Long> counts = new EnumMap<>(LoadCounter.class);
      for (LoadCounter counter : LoadCounter.values()) {
        counts.put(counter, Long.valueOf(text(json, counter.field())));
      }
      return new Manifest(text(json, ATTEMPT), text(json, INDEX), counts);
    } catch (NumberFormatException e) {
      throw new IOException("a count in a manifest is no number: " + e.getMessage(), e);
    }
  }

  private static String text(byte[] json, String field) throws IOException {
    try {
      return JsonText.field(json, 0, json.length, field)
          .orElseThrow(() -> new IOException("a manifest has no \"" + field + "\""));
    } catch (JsonFormException e) {
      throw new IOException("a manifest is cut short: " + e.getMessage(), e);
    }
  }

  /** The bytes that {@link #read} reads. */
  ByteArray toJson() {
    ByteArray bytes = new ByteArray(512);
    JsonWriter json = new JsonWriter(bytes).startObject();
    json.name(ATTEMPT).value(attempt).name(INDEX).value(index);
    counts.forEach((counter, value) -> json.name(counter.field()).value((long) value));
    json.endObject();
    return bytes;
  }

  long count(LoadCounter counter) {
    return counts.get(counter);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Manifest)) {
      return false;
    }
    Manifest that = (Manifest) other;
    return attempt.equals(that.attempt) && index.equals(that.index) && counts.equals(that.counts);
  }

  @Override
  public int hashCode() {
    return Objects.hash(attempt, index, counts);
  }

  @Override
  public String toString() {
    return attempt + " on " + index + ": " + counts;
  }
}
