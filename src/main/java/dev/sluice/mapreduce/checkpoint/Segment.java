package dev.sluice.mapreduce.checkpoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;

/**
 * A closed file with the documents that were rejected between two checkpoints, or whose outcome is
 * unknown, and its length. Immutable.
 */
public final class Segment {

  /** What a segment holds; the beginning of its name. */
  public enum Kind {
    REJECTED("rejected"),
    UNKNOWN("unknown");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The name of a file of this kind. */
    String name(String attempt, int number) {
      return word + "-" + attempt + "-" + number + ".ndjson";
    }
  }

  private final String name;
  private final long length;

  private Segment(String name, long length) {
    this.name = name;
    this.length = length;
  }

  static Segment of(String name, long length) {
    return new Segment(name, length);
  }

  String name() {
    return name;
  }

  /** Its length in bytes. */
  public long length() {
    return length;
  }

  /** Whether it is of this kind. */
  public boolean is(Kind kind) {
    return name.startsWith(kind.word);
  }

  /** The text that {@link #parse} reads. */
  static String toText(List<Segment> segments) {
    StringJoiner text = new StringJoiner(" ");
    segments.forEach(segment -> text.add(segment.name + ":" + segment.length));
    return text.toString();
  }

  static List<Segment> parse(String text) throws IOException {
    List<Segment> segments = new ArrayList<>();
    for (String part : text.isEmpty() ? new String[0] : text.split(" ")) {
      int colon = part.lastIndexOf(':');
      if (colon < 0 || part.contains("/")) {
        throw new IOException("\"" + part + "\" is not a segment of rejected documents");
      }
      segments.add(
          new Segment(part.substring(0, colon), Long.parseLong(part.substring(colon + 1))));
    }
    return segments;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Segment
        && name.equals(((Segment) other).name)
        && length == ((Segment) other).length;
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, length);
  }

  @Override
  public String toString() {
    return name + " (" + length + " bytes)";
  }
}
