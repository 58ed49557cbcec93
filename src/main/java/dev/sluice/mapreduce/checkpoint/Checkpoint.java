package dev.sluice.mapreduce.checkpoint;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.bulk.BulkCounts;
import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonScan;
import dev.sluice.json.JsonWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.zip.CRC32;

/**
 * How far a task has come: a position in its input, and what became of everything before it. All of
 * that has an outcome, and nothing behind the position counts. So any whole checkpoint of a task is
 * a right place to begin, also one of an attempt that another one has replaced. Immutable.
 */
public final class Checkpoint {

  /** Changes with the meaning of a field, so that another version does not misread it. */
  private static final String FORMAT = "1";

  private static final int CHECKSUM_CHARS = 8;

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

  /** One JSON object, and a checksum of it. */
  byte[] toBytes() {
    ByteArray bytes = new ByteArray(512);
    JsonWriter json = new JsonWriter(bytes).startObject();
    json.name("format").value(FORMAT).name("attempt").value(attempt).name("number").value(number);
    json.name("split").value(position.split).name("records").value(position.records);
    json.name("place").value(position.place).name("ids").value(ids).name("counts").value(numbers());
    json.name("indices").value(indices).name("segments").value(Segment.toText(segments));
    json.endObject();
    bytes.write('\n');
    bytes.write(checksum(bytes.array(), bytes.length()).getBytes(US_ASCII));
    return Arrays.copyOf(bytes.array(), bytes.length());
  }

  private String numbers() {
    return LongStream.of(counts.toNumbers())
        .mapToObj(Long::toString)
        .collect(Collectors.joining(" "));
  }

  private static String checksum(byte[] bytes, int length) {
    CRC32 sum = new CRC32();
    sum.update(bytes, 0, length);
    return String.format(Locale.ROOT, "%08x", sum.getValue());
  }

  /**
   * Reads the bytes of a checkpoint.
   *
   * @throws IOException if they are not whole, or of another version
   */
  static Checkpoint read(byte[] bytes) throws IOException {
    int end = bytes.length - CHECKSUM_CHARS;
    if (end <= 0 || !checksum(bytes, end).equals(new String(bytes, end, CHECKSUM_CHARS, UTF_8))) {
      throw new IOException("it is cut short or was changed: its checksum is wrong");
    }
    Map<String, String> fields = fields(bytes, end);
    if (!FORMAT.equals(fields.get("format"))) {
      throw new IOException("it is of another version of Sluice");
    }
    try {
      InputPosition position =
          new InputPosition(
              fields.get("split"), Long.parseLong(fields.get("records")), fields.get("place"));
      return new Checkpoint(
          fields.get("attempt"),
          Long.parseLong(fields.get("number")),
          position,
          BulkCounts.ofNumbers(
              Arrays.stream(fields.get("counts").split(" ")).mapToLong(Long::parseLong).toArray()),
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
          "records",
          "place",
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
