package dev.sluice.mapreduce.resume;

import dev.sluice.json.JsonObject;
import dev.sluice.json.JsonScan;
import dev.sluice.json.JsonWriter;
import dev.sluice.mapreduce.checkpoint.Checkpoint;
import java.io.IOException;
import java.util.Map;

/**
 * A split that an earlier job has begun to read, and how far it has come. The reader of the split
 * has made both texts, and knows what they mean. Immutable.
 */
public final class CoveredInput {

  private static final String INPUT = "input";
  private static final String PLACE = "place";
  private static final String COVERED = "covered";
  private static final String END = "end";

  private final String input;
  private final String place;
  private final long covered;
  private final boolean end;

  private CoveredInput(String input, String place, long covered, boolean end) {
    this.input = input;
    this.place = place;
    this.covered = covered;
    this.end = end;
  }

  /** A split, and a place in it. */
  public static CoveredInput of(String input, String place, long covered, boolean end) {
    return new CoveredInput(input, place, covered, end);
  }

  static CoveredInput of(Checkpoint checkpoint) {
    return of(checkpoint.input(), checkpoint.place(), checkpoint.covered(), checkpoint.isEnd());
  }

  static CoveredInput read(JsonScan scan) throws IOException {
    Map<String, String> fields = JsonObject.read(scan);
    return of(
        fields.getOrDefault(INPUT, ""),
        fields.getOrDefault(PLACE, ""),
        JsonObject.number(fields, COVERED),
        Boolean.parseBoolean(fields.get(END)));
  }

  void writeTo(JsonWriter json) {
    json.startObject().name(INPUT).value(input).name(PLACE).value(place);
    json.name(COVERED).value(covered).name(END).value(Boolean.toString(end)).endObject();
  }

  /** The split, as {@code ResumableReader.input} describes it. */
  public String input() {
    return input;
  }

  /** The place behind the last record that has an outcome, as {@code ResumableReader.place}. */
  public String place() {
    return place;
  }

  /** How much of the split is before the place, in the unit of the length of the split. */
  public long covered() {
    return covered;
  }

  /** Whether the whole split was read. */
  public boolean isEnd() {
    return end;
  }
}
