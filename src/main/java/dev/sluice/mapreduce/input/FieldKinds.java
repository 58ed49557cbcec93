package dev.sluice.mapreduce.input;

import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonScan;
import dev.sluice.json.JsonWriter;
import dev.sluice.mapreduce.keys.InternalKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/**
 * The kinds of the fields of the indices that a job reads, by full path. Determined at submission
 * and stored in the job. Immutable.
 */
final class FieldKinds {

  /** The key under which a job stores them. */
  static final String KEY = InternalKeys.PREFIX + "read.kinds";

  private final Map<String, FieldKind> kinds;
  private final List<String> conflicts;
  private final List<String> left;

  private FieldKinds(Map<String, FieldKind> kinds, List<String> conflicts, List<String> left) {
    this.kinds = kinds;
    this.conflicts = Collections.unmodifiableList(conflicts);
    this.left = Collections.unmodifiableList(left);
  }

  /** Determines the kinds from the field types in mappings. */
  static FieldKinds of(List<Map<String, String>> mappings) {
    Map<String, FieldKind> kinds = new TreeMap<>();
    List<String> conflicts = new ArrayList<>();
    Map<String, String> left = new TreeMap<>();
    for (Map<String, String> mapping : mappings) {
      mapping.forEach(
          (path, type) -> {
            Optional<FieldKind> kind = FieldKind.of(type);
            Optional<FieldKind> known = Optional.ofNullable(kinds.get(path));
            if (!kind.isPresent()) {
              left.put(path, path + " (" + type + ")");
            } else if (!known.isPresent()) {
              kinds.put(path, kind.get());
            } else if (known.get().with(kind.get()).isPresent()) {
              kinds.put(path, known.get().with(kind.get()).get());
            } else if (!conflicts.contains(path)) {
              conflicts.add(path);
            }
          });
    }
    return new FieldKinds(kinds, conflicts, new ArrayList<>(left.values()));
  }

  /** The kind of a field; empty if it has no Writable. */
  Optional<FieldKind> of(String path) {
    return Optional.ofNullable(kinds.get(path));
  }

  /** Fields that are an object in one index and a value in another. */
  List<String> conflicts() {
    return conflicts;
  }

  /** Fields of types without a Writable, with the type. */
  List<String> left() {
    return left;
  }

  /** Stores them in a job. */
  void store(Configuration conf) {
    ByteArray bytes = new ByteArray(1024);
    JsonWriter json = new JsonWriter(bytes).startObject();
    kinds.forEach((path, kind) -> json.name(path).value(kind.name()));
    json.endObject();
    conf.set(KEY, new String(bytes.array(), 0, bytes.length(), StandardCharsets.UTF_8));
  }

  /** Loads them from a job; empty if the job has none. */
  static FieldKinds load(Configuration conf) throws IOException {
    // Raw: a dollar sign in a field name is not a Hadoop variable.
    String text = conf.getRaw(KEY);
    byte[] json = (text == null ? "{}" : text).getBytes(StandardCharsets.UTF_8);
    Map<String, FieldKind> kinds = new HashMap<>();
    JsonScan scan = new JsonScan(json, 0, json.length);
    scan.enter('{');
    while (scan.more('}')) {
      scan.name();
      String path = scan.text();
      scan.string();
      kinds.put(path, FieldKind.valueOf(scan.text()));
    }
    return new FieldKinds(kinds, new ArrayList<>(), new ArrayList<>());
  }
}
