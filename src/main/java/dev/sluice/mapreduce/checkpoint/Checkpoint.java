package dev.sluice.mapreduce.checkpoint;

import dev.sluice.bulk.BulkCounts;
import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonScan;
import dev.sluice.json.JsonWriter;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far a task has come: a position in its input, and what became of everything before it. All of
 * that has an outcome, and nothing behind the position counts. So any whole checkpoint of a task is
 * a right place to begin, also one of an attempt that another one has replaced. Immutable.
 */
public final class Checkpoint {

  /** Changes with the meaning of a field, so that another version does not misread it. */
  private static final String FORMAT = "2";

  final String attempt;
  final long number;
  final InputPosition position;
  final BulkCounts counts;
  final long ids;
  final String indices;
  final List<Segment> segments;

  /**
   * Creates a checkpoint.
   *
   * @param number one more than that of the checkpoint before
   * @param counts the outcomes of the actions before it
   * @param ids the number of generated ids before it
   * @param indices the indices that actions named, as a text
   * @param segments the rejected documents before it
   */
  Checkpoint(
      String attempt,
      long number,
      InputPosition position,
      BulkCounts counts,
      long ids,
      String indices,
      List<Segment> segments) {
    this.attempt = attempt;
    this.number = number;
    this.position = position;
    this.counts = counts;
    this.ids = ids;
    this.indices = indices;
    this.segments = segments;
  }

  /** What became of the actions before it. */
  public BulkCounts counts() {
    return counts;
  }

  /** The number of ids generated before it. */
  public long ids() {
    return ids;
  }

  /** The indices that actions before it named, as a text. */
  public String indices() {
    return indices;
  }

  /** The files of documents before it that were rejected, or whose outcome is unknown. */
  public List<Segment> segments() {
    return Collections.unmodifiableList(segments);
  }

  /** The number of records before it. */
  public long records() {
    return position.records;
  }

  /** The split of the task, as its reader describes it. */
  public String input() {
    return position.input;
  }

  /** The place of its reader. */
  public String place() {
    return position.place;
  }

  /** How much of the split is before it, in the unit of the length of the split. */
  public long covered() {
    return position.covered;
  }

  /** Whether nothing of the split is behind it. */
  public boolean isEnd() {
    return position.end;
  }

  /** One JSON object, and a checksum of it. */
  byte[] toBytes() {
    ByteArray bytes = new ByteArray(512);
    JsonWriter json = new JsonWriter(bytes).startObject();
    json.name("format").value(FORMAT).name("attempt").value(attempt).name("number").value(number);
    json.name("split").value(position.split).name("input").value(position.input);
    json.name("records").value(position.records).name("place").value(position.place);
    json.name("covered").value(position.covered).name("end").value(Boolean.toString(position.end));
    json.name("ids").value(ids).name("counts").value(counts.toText());
    json.name("indices").value(indices).name("segments").value(Segment.toText(segments));
    json.endObject();
    return Checksummed.sealed(bytes);
  }

  /**
   * Reads the bytes of a checkpoint.
   *
   * @throws IOException if they are not whole, or of another version
   */
  static Checkpoint read(byte[] bytes) throws IOException {
    int end = Checksummed.checked(bytes);
    Map<String, String> fields = fields(bytes, end);
    if (!FORMAT.equals(fields.get("format"))) {
      throw new IOException("it is of another version of Sluice");
    }
    try {
      InputPosition position =
          new InputPosition(
              fields.get("split"),
              fields.get("input"),
              Long.parseLong(fields.get("records")),
              fields.get("place"),
              Long.parseLong(fields.get("covered")),
              Boolean.parseBoolean(fields.get("end")));
      return new Checkpoint(
          fields.get("attempt"),
          Long.parseLong(fields.get("number")),
          position,
          BulkCounts.parse(fields.get("counts")),
          Long.parseLong(fields.get("ids")),
          fields.get("indices"),
          Segment.parse(fields.get("segments")));
    } catch (IllegalArgumentException e) {
      throw new IOException("a number in it is wrong: " + e.getMessage(), e);
    }
  }

  private static Map<String, String> fields(byte[] bytes, int end) throws IOException {
    Map<String, String> fields = new HashMap<>();
    JsonScan scan = new JsonScan(bytes, 0, end);
    scan.enter('{');
    while (scan.more('}')) {
      scan.name();
      String name = scan.text();
      scan.scalar().ifPresent(text -> fields.put(name, text));
    }
    for (String name :
        new String[] {
          "format",
          "attempt",
          "number",
          "split",
          "input",
          "records",
          "place",
          "covered",
          "end",
          "ids",
          "counts",
          "indices",
          "segments"
        }) {
      if (!fields.containsKey(name)) {
        throw new IOException("it has no \"" + name + "\"");
      }
    }
    return fields;
  }

  @Override
  public String toString() {
    return "checkpoint " + number + " of " + attempt + " after " + position.records + " records";
  }
}
