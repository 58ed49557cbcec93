package dev.sluice.verify;

import java.util.Objects;
import java.util.Optional;

/**
 * What is compared of a document, of either side: a hash of its content, its address, and its
 * versions. Immutable.
 */
public final class Fingerprint {

  private static final long NONE = -1;

  private final long high;
  private final long low;
  private final boolean deleted;
  private final String index;
  private final int shard;
  private final String routing;
  private final long version;
  private final long seqNo;
  private final long primaryTerm;
  private final byte[] row;

  private Fingerprint(Builder from) {
    high = from.high;
    low = from.low;
    deleted = from.deleted;
    index = from.index;
    shard = from.shard;
    routing = from.routing;
    version = from.version;
    seqNo = from.seqNo;
    primaryTerm = from.primaryTerm;
    row = from.row;
  }

  /** Starts a fingerprint of a document, with the hash of its content. */
  public static Builder of(long high, long low) {
    return new Builder(high, low, false);
  }

  /** Starts a fingerprint of a delete: the source says that there is no document. */
  public static Builder ofDelete() {
    return new Builder(0, 0, true);
  }

  /** The same document, with the name of its index. */
  public Fingerprint in(String name) {
    Builder copy = new Builder(high, low, deleted);
    copy.index = name;
    copy.shard = shard;
    copy.routing = routing;
    copy.version = version;
    copy.seqNo = seqNo;
    copy.primaryTerm = primaryTerm;
    copy.row = row;
    return copy.build();
  }

  /** The first half of the hash. */
  public long high() {
    return high;
  }

  /** The second half of the hash. */
  public long low() {
    return low;
  }

  /** Whether this is a delete. */
  public boolean isDelete() {
    return deleted;
  }

  /** The concrete index; for a source, the index that it names, if any. */
  public Optional<String> index() {
    return Optional.ofNullable(index);
  }

  /** The number of the shard; -1 for a source. */
  public int shard() {
    return shard;
  }

  /** The routing value; empty if the document is routed by its id. */
  public Optional<String> routing() {
    return Optional.ofNullable(routing);
  }

  /** The version; -1 if there is none. */
  public long version() {
    return version;
  }

  /** The sequence number; -1 if there is none. */
  public long seqNo() {
    return seqNo;
  }

  /** The primary term; -1 if there is none. */
  public long primaryTerm() {
    return primaryTerm;
  }

  /** The key of the source record; do not change it. Empty if unknown. */
  public Optional<byte[]> row() {
    return Optional.ofNullable(row);
  }

  /** Whether both have the same content. */
  public boolean hasContentOf(Fingerprint other) {
    return high == other.high && low == other.low;
  }

  boolean hasRoutingOf(Fingerprint other) {
    return Objects.equals(routing, other.routing);
  }

  /** Whether nothing happened to a document between this look at it and another one. */
  public boolean isStateOf(Fingerprint other) {
    return hasContentOf(other)
        && hasRoutingOf(other)
        && deleted == other.deleted
        && seqNo == other.seqNo
        && primaryTerm == other.primaryTerm
        && version == other.version
        && Objects.equals(index, other.index);
  }

  @Override
  public String toString() {
    return (deleted ? "delete" : Long.toHexString(high))
        + " index "
        + index
        + " shard "
        + shard
        + " routing "
        + routing
        + " version "
        + version;
  }

  /** Builds one fingerprint. Do not reuse a builder. */
  public static final class Builder {

    private final long high;
    private final long low;
    private final boolean deleted;
    private String index;
    private int shard = -1;
    private String routing;
    private long version = NONE;
    private long seqNo = NONE;
    private long primaryTerm = NONE;
    private byte[] row;

    private Builder(long high, long low, boolean deleted) {
      this.high = high;
      this.low = low;
      this.deleted = deleted;
    }

    /** Sets the index. */
    public Builder index(String name) {
      index = name;
      return this;
    }

    /** Sets the number of the shard. */
    public Builder shard(int number) {
      shard = number;
      return this;
    }

    /** Sets the routing value. */
    public Builder routing(String text) {
      routing = text;
      return this;
    }

    /** Sets the version; a negative number means none. */
    public Builder version(long number) {
      version = number;
      return this;
    }

    /** Sets the sequence number; a negative number means none. */
    public Builder seqNo(long number) {
      seqNo = number;
      return this;
    }

    /** Sets the primary term; a negative number means none. */
    public Builder primaryTerm(long number) {
      primaryTerm = number;
      return this;
    }

    /** Sets the key of the source record, without copying it. */
    public Builder row(byte[] key) {
      row = key;
      return this;
    }

    /** Builds the fingerprint. */
    public Fingerprint build() {
      return new Fingerprint(this);
    }
  }
}
