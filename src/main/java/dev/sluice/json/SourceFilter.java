package dev.sluice.json;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Removes fields from documents by their dotted paths. The rest is copied byte for byte. A field is
 * removed if an exclusion matches its path. If there are inclusions, a field stays only if one
 * matches its path or leads through it. Elements of an array have the path of the array. Not
 * thread-safe.
 */
public final class SourceFilter {

  /** The size of the cache of decisions by path. */
  private static final int MOST_KNOWN = 10_000;

  private final FieldFilter fields;
  private final Map<String, Boolean> known = new HashMap<>();
  private final ByteArray kept = new ByteArray(1024);

  private byte[] json;
  private JsonScan scan;
  private int depth;

  public SourceFilter(List<String> included, List<String> excluded) {
    fields = new FieldFilter(included, excluded, Pattern.DOTALL);
  }

  /** Whether all fields stay. */
  public boolean isOpen() {
    return fields.isOpen();
  }

  /**
   * The filtered document, valid until the next call.
   *
   * @throws IOException if the document is not one JSON object
   */
  public ByteArray of(byte[] bytes, int start, int count) throws IOException {
    json = bytes;
    scan = new JsonScan(bytes, start, count);
    kept.truncate(0);
    depth = 0;
    object("");
    scan.end();
    return kept;
  }

  private void object(String path) throws IOException {
    scan.enter('{');
    kept.write('{');
    boolean first = true;
    while (scan.more('}')) {
      scan.name();
      String name = scan.text();
      int from = scan.from() - 1;
      int length = scan.to() + 1 - from;
      String own = DottedPath.within(path, name);
      if (!keeps(own)) {
        scan.value();
        continue;
      }
      if (!first) {
        kept.write(',');
      }
      first = false;
      kept.write(json, from, length);
      kept.write(':');
      value(own);
    }
    kept.write('}');
  }

  private void value(String path) throws IOException {
    byte next = scan.peek();
    if (++depth > JsonText.DEEPEST) {
      throw new IOException("the document is nested deeper than " + JsonText.DEEPEST + " levels");
    }
    if (next == '{') {
      object(path);
    } else if (next == '[') {
      array(path);
    } else {
      scan.value();
      kept.write(json, scan.from(), scan.to() - scan.from());
    }
    depth--;
  }

  private void array(String path) throws IOException {
    scan.enter('[');
    kept.write('[');
    boolean first = true;
    while (scan.more(']')) {
      if (!first) {
        kept.write(',');
      }
      first = false;
      value(path);
    }
    kept.write(']');
  }

  private boolean keeps(String path) {
    Boolean decided = known.get(path);
    if (decided == null) {
      decided = fields.takes(path);
      if (known.size() < MOST_KNOWN) {
        known.put(path, decided);
      }
    }
    return decided;
  }
}
