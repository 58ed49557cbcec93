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
 * The state of an index before the first task, to which the state after the last task is compared.
 * Stored in the job directory for a later application master. Immutable.
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

  /** The concrete index. */
  String index() {
    return index;
  }

  String uuid() {
    return uuid;
  }

  /** Whether the index contained no documents. */
  boolean isEmpty() {
    return empty;
  }

  /** Whether each document of the job adds one to the document count of the index. */
  boolean isCounted() {
    return counted;
  }

  /** Whether all shard copies were allocated. */
  boolean isGreen() {
    return green;
  }

  /** The primary terms by shard, if writes are acknowledged before they reach the disk. */
  List<Long> terms() {
    return terms;
  }

  /** Whether a node failure can lose acknowledged documents. */
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
   * Parses a baseline.
   *
   * @throws IOException if the bytes are invalid
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
