package dev.sluice.bench.contestant;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Bulk request bodies, joined. */
final class Bodies {

  private final BulkFormat format;
  private final int limit;
  private final List<Body> done = new ArrayList<>();
  private byte[] open;
  private int length;

  private Bodies(BulkFormat format, int limit) {
    this.format = format;
    this.limit = limit;
  }

  /** One of them. Immutable. */
  static final class Body implements Floor.Content {

    private final byte[] bytes;
    private final int length;

    private Body(byte[] bytes, int length) {
      this.bytes = bytes;
      this.length = length;
    }

    @Override
    public int length() {
      return length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write(bytes, 0, length);
    }
  }

  /** An empty list of JSON whose bodies stay below a limit, unless a document alone is larger. */
  static Bodies of(int limit) {
    return of(BulkFormat.JSON, limit);
  }

  /** The same in a format. */
  private static Bodies of(BulkFormat format, int limit) {
    return new Bodies(format, limit);
  }

  /** All documents of an assignment. */
  static List<Body> join(Assignment assignment, BulkFormat format, int limit) {
    Documents documents = assignment.input();
    Bodies bodies = of(format, limit);
    byte[] document = new byte[documents.size()];
    for (long number = 0; number < assignment.documents(); number++) {
      documents.write(number, document);
      bodies.add(documents.id(number), document, document.length);
    }
    return bodies.done();
  }

  /** Adds a document. */
  void add(byte[] id, byte[] json, int jsonLength) {
    byte[] action = format.action(id);
    byte[] document = format.encoded(json, jsonLength);
    int needed = action.length + document.length + 2;
    if (open != null && length + needed > open.length) {
      seal();
    }
    if (open == null) {
      open = new byte[Math.max(limit, needed)];
    }
    append(action);
    append(document);
  }

  /** Removes the first full body; empty if there is none. */
  Optional<Body> takeFull() {
    return done.isEmpty() ? Optional.empty() : Optional.of(done.remove(0));
  }

  private void append(byte[] bytes) {
    System.arraycopy(bytes, 0, open, length, bytes.length);
    length += bytes.length;
    open[length++] = format.separator();
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
