package dev.sluice.mapreduce.commit;

import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonFormException;
import dev.sluice.json.JsonText;
import dev.sluice.json.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The baseline of an index: its state before the first task, by which it is judged after the last.
 * It is kept in the job's directory, for a later application master. Immutable.
 */
final class IndexBaseline {

  private static final String INDEX = "index";
  private static final String UUID = "uuid";
  private static final String EMPTY = "empty";
  private static final String COUNTED = "counted";
  private static final String GREEN = "green";
  private static final String TERMS = "primary_terms";

  private final String index;
  private final String uuid;
  private final boolean empty;
  private final boolean counted;
  private final boolean green;
  private final List<Long> terms;

  IndexBaseline(
      String index, String uuid, boolean empty, boolean counted, boolean green, List<Long> terms) {
    this.index = index;
    this.uuid = uuid;
    this.empty = empty;
    this.counted = counted;
    this.green = green;
    this.terms = Collections.unmodifiableList(new ArrayList<>(terms));
  }

  /** The index's own name. */
  String index() {
    return index;
  }

  String uuid() {
    return uuid;
  }

  /** Whether it held no document. */
  boolean isEmpty() {
    return empty;
  }

  /** Whether each document that the job writes is one more in the index, so that they add up. */
  boolean isCounted() {
    return counted;
  }

  /** Whether every copy of every shard was there. */
  boolean isGreen() {
    return green;
  }

  /** The primary terms by shard, where writes are acknowledged before they are on a disk. */
  List<Long> terms() {
    return terms;
  }

  /** Whether a node that dies takes acknowledged documents with it. */
  boolean isAtRisk() {
    return !terms.isEmpty();
  }

  /** The bytes that {@link #read} reads. */
  ByteArray toJson() {
    ByteArray bytes = new ByteArray(256);
    JsonWriter json = new JsonWriter(bytes).startObject();
    json.name(INDEX).value(index).name(UUID).value(uuid);
    json.name(EMPTY).value(empty).name(COUNTED).value(counted).name(GREEN).value(green);
    String text = terms.stream().map(String::valueOf).collect(Collectors.joining(","));
    json.name(TERMS).value(text).endObject();
    return bytes;
  }

  /**
   * Reads a record.
   *
   * @throws IOException if these bytes are none
   */
  static IndexBaseline read(byte[] json) throws IOException {
    List<Long> terms = new ArrayList<>();
    for (String term : text(json, TERMS).split(",")) {
      if (!term.isEmpty()) {
        terms.add(Long.valueOf(term));
      }
    }
    return new IndexBaseline(
        text(json, INDEX),
        text(json, UUID),
        Boolean.parseBoolean(text(json, EMPTY)),
        Boolean.parseBoolean(text(json, COUNTED)),
        Boolean.parseBoolean(text(json, GREEN)),
        terms);
  }

  private static String text(byte[] json, String field) throws IOException {
    try {
      Optional<String> text = JsonText.field(json, 0, json.length, field);
      return text.orElseThrow(() -> new IOException("a record has no \"" + field + "\""));
    } catch (JsonFormException e) {
      throw new IOException("a record is truncated or not JSON: " + e.getMessage(), e);
    }
  }
}
