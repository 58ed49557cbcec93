package dev.sluice.read;

import dev.sluice.json.ByteSlice;

/**
 * A document in the page it came with. A view, good until the next is asked for; the arrays it
 * looks at are never changed.
 */
public final class Hit {

  /** What a number is that the server did not tell. */
  public static final long NONE = -1;

  final ByteSlice id = new ByteSlice();
  final ByteSlice routing = new ByteSlice();
  final ByteSlice source = new ByteSlice();
  final ByteSlice sort = new ByteSlice();
  final ByteSlice score = new ByteSlice();
  String index = "";
  boolean routed;
  boolean sourced;
  long version;
  long seqNo;
  long primaryTerm;

  Hit() {}

  void clear() {
    routed = false;
    sourced = false;
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

  /** Whether it has a routing value. */
  public boolean hasRouting() {
    return routed;
  }

  /** The routing value, in UTF-8; empty where it has none. */
  public ByteSlice routing() {
    return routing;
  }

  /** Whether it has a source; an index can be told to keep none. */
  public boolean hasSource() {
    return sourced;
  }

  /** The source, byte for byte; empty where it has none. */
  public ByteSlice source() {
    return source;
  }

  /** The score, a number as the server wrote it; empty where it was not asked for. */
  public ByteSlice score() {
    return score;
  }

  /** The version, or {@link #NONE} where it was not asked for. */
  public long version() {
    return version;
  }

  /** The sequence number, or {@link #NONE} where it was not asked for or is switched off. */
  public long seqNo() {
    return seqNo;
  }

  /** The primary term that goes with it, or {@link #NONE}. */
  public long primaryTerm() {
    return primaryTerm;
  }
}
