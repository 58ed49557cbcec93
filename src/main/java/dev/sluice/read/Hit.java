package dev.sluice.read;

import dev.sluice.json.ByteSlice;

/**
 * A document in its page. A view, valid until the next document is read. Whether the underlying
 * arrays change after that is decided by {@link PageArrays}.
 */
public final class Hit {

  /** The value of a number that the server did not return. */
  public static final long NONE = -1;

  final ByteSlice id = new ByteSlice();
  final ByteSlice routing = new ByteSlice();
  final ByteSlice source = new ByteSlice();
  final ByteSlice sort = new ByteSlice();
  final ByteSlice score = new ByteSlice();
  String index = "";
  boolean routed;
  boolean sourced;

  /** Whether a multi-get found the document. */
  boolean found;

  /** Why a multi-get did not look for the document, as an object; empty if it did. */
  final ByteSlice error = new ByteSlice();

  long version;
  long seqNo;
  long primaryTerm;

  Hit() {}

  void clear() {
    routed = false;
    sourced = false;
    found = false;
    error.set(error.array(), 0, 0);
    version = NONE;
    seqNo = NONE;
    primaryTerm = NONE;
    id.set(id.array(), 0, 0);
    routing.set(routing.array(), 0, 0);
    source.set(source.array(), 0, 0);
    sort.set(sort.array(), 0, 0);
    score.set(score.array(), 0, 0);
  }

  /** The concrete index. */
  public String index() {
    return index;
  }

  /** The id, in UTF-8. */
  public ByteSlice id() {
    return id;
  }

  /** Whether the document has a routing value. */
  public boolean hasRouting() {
    return routed;
  }

  /** The routing value, in UTF-8; empty if there is none. */
  public ByteSlice routing() {
    return routing;
  }

  /** Whether the document has a source; an index can be configured to store none. */
  public boolean hasSource() {
    return sourced;
  }

  /** The source, byte for byte; empty if there is none. */
  public ByteSlice source() {
    return source;
  }

  /** The score, as the server wrote it; empty if it was not requested. */
  public ByteSlice score() {
    return score;
  }

  /** The version, or {@link #NONE} if it was not requested. */
  public long version() {
    return version;
  }

  /** The sequence number, or {@link #NONE} if it was not requested or is disabled. */
  public long seqNo() {
    return seqNo;
  }

  /** The primary term of the sequence number, or {@link #NONE}. */
  public long primaryTerm() {
    return primaryTerm;
  }
}
