package dev.sluice.mapreduce.input;

import dev.sluice.io.MapValues;
import dev.sluice.json.FieldFilter;
import dev.sluice.json.JsonScan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;

/**
 * Converts documents to maps with the types of the index mapping. Fields are identified by their
 * full path. Fields that are not in the mapping are omitted, or typed by their JSON. Used by one
 * thread.
 */
final class TypedMaps {

  private final FieldKinds kinds;
  private final MapValues made;
  private final FieldFilter filter;
  private final boolean unmapped;
  private final Set<String> arrays;
  private final TypedValue values;
  private JsonScan scan;

  TypedMaps(FieldKinds kinds, InputOptions options, MapValues made) {
    this.kinds = kinds;
    this.made = made;
    filter = new FieldFilter(options.included, options.excluded);
    unmapped = options.unmapped;
    arrays = new HashSet<>(options.arrays);
    values = new TypedValue(options.emptyAsNull);
  }

  /**
   * The map of a document.
   *
   * @throws UnreadableException if a value does not have its mapped type
   * @throws IOException if the document is not a JSON object
   */
  MapWritable of(byte[] json, int start, int count) throws IOException {
    scan = new JsonScan(json, start, count);
    return object("", false);
  }

  /** An object; an open one includes fields that are not in the mapping. */
  private MapWritable object(String prefix, boolean open) throws IOException {
    MapWritable map = made.map();
    scan.enter('{');
    while (scan.more('}')) {
      scan.name();
      String name = scan.text();
      String path = prefix + name;
      Optional<FieldKind> kind = kinds.of(path);
      if (filter.takes(path) && (kind.isPresent() || open || unmapped)) {
        map.put(new Text(name), kind.isPresent() ? field(path, kind.get()) : untyped(path));
      } else {
        scan.value();
      }
    }
    return map;
  }

  private Writable field(String path, FieldKind kind) throws IOException {
    byte first = scan.peek();
    boolean alone = first != '[' && first != 'n';
    if (alone && (kind == FieldKind.NESTED || arrays.contains(path))) {
      return made.list(type(kind), new Writable[] {value(path, kind)});
    }
    return value(path, kind);
  }

  private Writable value(String path, FieldKind kind) throws IOException {
    try {
      switch (scan.peek()) {
        case '{':
          return object(path + ".", kind != FieldKind.OBJECT && kind != FieldKind.NESTED);
        case '[':
          return array(path, kind);
        case '"':
          scan.string();
          return values.ofText(scan.text(), kind);
        case 'n':
          scan.value();
          return NullWritable.get();
        default:
          scan.value();
          return values.ofLiteral(scan.text(), kind);
      }
    } catch (UnreadableException e) {
      throw e.getCause() == null ? new UnreadableException(path, e) : e;
    }
  }

  private Writable array(String path, FieldKind kind) throws IOException {
    List<Writable> items = new ArrayList<>();
    scan.enter('[');
    while (scan.more(']')) {
      if (scan.peek() == 'n') {
        scan.value();
        items.add(null);
      } else {
        items.add(value(path, kind));
      }
    }
    return made.list(type(kind), items.toArray(new Writable[0]));
  }

  private Class<? extends Writable> type(FieldKind kind) {
    return kind == FieldKind.OBJECT || kind == FieldKind.NESTED
        ? made.map().getClass()
        : kind.type();
  }

  private Writable untyped(String path) throws IOException {
    switch (scan.peek()) {
      case '{':
        return object(path + ".", true);
      case '[':
        return untypedArray(path);
      case '"':
        scan.string();
        return values.ofUntypedText(scan.text());
      case 'n':
        scan.value();
        return NullWritable.get();
      default:
        scan.value();
        return TypedValue.ofUntypedLiteral(scan.text());
    }
  }

  /** The class of the array is that of the first value, if there is one. */
  private Writable untypedArray(String path) throws IOException {
    List<Writable> items = new ArrayList<>();
    Class<? extends Writable> type = made.map().getClass();
    scan.enter('[');
    while (scan.more(']')) {
      byte next = scan.peek();
      Writable item = untyped(path);
      if (items.isEmpty() && next != '[') {
        type = next == '"' ? Text.class : item.getClass();
      }
      items.add(next == 'n' ? null : item);
    }
    return made.list(type, items.toArray(new Writable[0]));
  }
}
