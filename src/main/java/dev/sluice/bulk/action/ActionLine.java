package dev.sluice.bulk.action;

import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonFormException;
import dev.sluice.json.JsonText;

/**
 * The fields of an action line that {@link ActionLineWriter} has written. They are found again, so
 * that a batch does not store them separately. A view on bytes; not thread-safe.
 */
public final class ActionLine {

  private final byte[] bytes;
  private int at;

  private ActionLine(byte[] bytes, int at) {
    this.bytes = bytes;
    this.at = at;
  }

  /** Appends the fields that identify a document, for the body of a multi-get. */
  public static void copyIdentity(byte[] bytes, int start, ByteArray out) {
    new ActionLine(bytes, start).fields(out, Part.IDENTITY);
  }

  /** Appends the fields that identify a document within its index. */
  public static void copyPlace(byte[] bytes, int start, ByteArray out) {
    new ActionLine(bytes, start).fields(out, Part.PLACE);
  }

  /** Whether the action names an ingest pipeline. */
  public static boolean hasPipeline(byte[] bytes, int start) {
    ByteArray pipeline = new ByteArray(64);
    new ActionLine(bytes, start).fields(pipeline, Part.PIPELINE);
    return pipeline.length() > 0;
  }

  /**
   * Appends the fields of an envelope: {@code _index}, {@code _id}, {@code _routing}, version, and
   * the condition {@code _if_seq_no} and {@code _if_primary_term}.
   */
  public static void copyEnvelope(byte[] bytes, int start, ByteArray out) {
    new ActionLine(bytes, start).fields(out, Part.ENVELOPE);
  }

  private void fields(ByteArray out, Part part) {
    at += "{\"".length();
    skipPast('"');
    at += ":{".length();
    boolean first = true;
    while (bytes[at] != '}') {
      int name = at;
      skipPast('"');
      skipPast('"');
      int value = ++at;
      skipValue();
      if (part.wants(bytes, name + 1, bytes[value])) {
        if (!first) {
          out.write(',');
        }
        first = false;
        if (part == Part.ENVELOPE && bytes[name + 1] != '_') {
          out.write('"');
          out.write('_');
          out.write(bytes, name + 1, at - name - 1);
        } else {
          out.write(bytes, name, at - name);
        }
      }
      if (bytes[at] == ',') {
        at++;
      }
    }
  }

  /** Groups of fields, recognized by their first letters. */
  private enum Part {
    /** {@code _index}, {@code _id} and {@code routing}. */
    IDENTITY,
    /** {@code _id} and {@code routing}. */
    PLACE,
    /** Like IDENTITY, with the version number and the condition. */
    ENVELOPE,
    /** {@code pipeline}. */
    PIPELINE;

    boolean wants(byte[] bytes, int name, byte value) {
      boolean isIndex = bytes[name] == '_' && bytes[name + 1] == 'i' && bytes[name + 2] == 'n';
      boolean isPlace =
          (bytes[name] == '_' && !isIndex) || (bytes[name] == 'r' && bytes[name + 1] == 'o');
      switch (this) {
        case IDENTITY:
          return isIndex || isPlace;
        case PLACE:
          return isPlace;
        case ENVELOPE:
          return isIndex || isPlace || isCondition(bytes, name) || isVersion(bytes, name, value);
        case PIPELINE:
          return bytes[name] == 'p';
      }
      throw new AssertionError(this);
    }
  }

  private static boolean isCondition(byte[] bytes, int name) {
    return bytes[name] == 'i' && bytes[name + 1] == 'f';
  }

  /** The number, not the type. */
  private static boolean isVersion(byte[] bytes, int name, byte value) {
    return bytes[name] == 'v' && value != '"';
  }

  private void skipPast(char quote) {
    while (bytes[at++] != quote) {}
  }

  private void skipValue() {
    if (bytes[at] != '"') {
      while (bytes[at] != ',' && bytes[at] != '}') {
        at++;
      }
      return;
    }
    at++;
    while (bytes[at] != '"') {
      at += bytes[at] == '\\' ? 2 : 1;
    }
    at++;
  }

  /** The id; empty if there is none. */
  public static String id(byte[] bytes, int start) {
    return text(bytes, start, "_id");
  }

  /** The index name; empty if there is none. */
  public static String index(byte[] bytes, int start) {
    return text(bytes, start, "_index");
  }

  private static String text(byte[] bytes, int start, String field) {
    ByteArray identity = new ByteArray(64);
    copyIdentity(bytes, start, identity);
    byte[] object = new byte[identity.length() + 2];
    System.arraycopy(identity.array(), 0, object, 1, identity.length());
    object[0] = '{';
    object[object.length - 1] = '}';
    try {
      return JsonText.field(object, 0, object.length, field).orElse("");
    } catch (JsonFormException e) {
      throw new AssertionError("an action line written by Sluice is not JSON", e);
    }
  }
}
