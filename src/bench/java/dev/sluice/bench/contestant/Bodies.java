package dev.sluice.bench.contestant;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Bulk request bodies, joined. */
final class Bodies {

  private static final byte[] ACTION = "{\"index\":{\"_id\":\"".getBytes(US_ASCII);
  private static final byte[] ACTION_END = "\"}}\n".getBytes(US_ASCII);

  private final int limit;
  private final List<Body> done = new ArrayList<>();
  private byte[] open;
  private int length;

  private Bodies(int limit) {
    this.limit = limit;
  }

  /** One of them. Immutable. */
  static final class Body {

    private final byte[] bytes;
    private final int length;

    private Body(byte[] bytes, int length) {
      this.bytes = bytes;
      this.length = length;
    }

    int length() {
      return length;
    }

    void writeTo(OutputStream out) throws IOException {
      out.write(bytes, 0, length);
    }
  }

  /** An empty list whose bodies stay below a limit, unless a single document is larger. */
  static Bodies of(int limit) {
    return new Bodies(limit);
  }

  /** All documents of an assignment. */
  static List<Body> join(Assignment assignment, int limit) {
    Documents documents = assignment.input();
    Bodies bodies = of(limit);
    byte[] document = new byte[documents.size()];
    for (long number = 0; number < assignment.documents(); number++) {
      documents.write(number, document);
      bodies.add(documents.id(number), document, document.length);
    }
    return bodies.done();
  }

  /** Adds a document. */
  void add(byte[] id, byte[] json, int jsonLength) {
    int needed = ACTION.length + id.length + ACTION_END.length + jsonLength + 1;
    if (open != null && length + needed > open.length) {
      seal();
    }
    if (open == null) {
      open = new byte[Math.max(limit, needed)];
    }
    append(ACTION, ACTION.length);
    append(id, id.length);
    append(ACTION_END, ACTION_END.length);
    append(json, jsonLength);
    open[length++] = '\n';
  }

  private void append(byte[] bytes, int count) {
    System.arraycopy(bytes, 0, open, length, count);
    length += count;
  }

  private void seal() {
    done.add(new Body(open, length));
    open = null;
    length = 0;
  }

  /** The bodies; nothing is added after this. */
  List<Body> done() {
    if (open != null) {
      seal();
    }
    return done;
  }
}
