package dev.sluice.mapreduce.verify;

import dev.sluice.verify.IdHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.io.WritableComparable;
import org.apache.hadoop.io.WritableComparator;

/**
 * The key of the shuffle: the hash of a document id, and the side. The documents of an id come
 * together, those of the index first. Reused by Hadoop.
 */
public final class VerifyKey implements WritableComparable<VerifyKey> {

  static final byte INDEX = 0;
  static final byte SOURCE = 1;

  private static final int BYTES = IdHash.BYTES + 1;

  static {
    WritableComparator.define(VerifyKey.class, new BySide());
  }

  private final byte[] bytes = new byte[BYTES];

  /** Called by Hadoop, which then calls {@link #readFields}. */
  public VerifyKey() {}

  /** The array of the hash, to write to. */
  byte[] hash() {
    return bytes;
  }

  void setSide(byte side) {
    bytes[IdHash.BYTES] = side;
  }

  boolean isOfIndex() {
    return bytes[IdHash.BYTES] == INDEX;
  }

  /** A number that is the same for all documents of an id. */
  int number() {
    return WritableComparator.readInt(bytes, 0);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.write(bytes);
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    in.readFully(bytes);
  }

  @Override
  public int compareTo(VerifyKey other) {
    return WritableComparator.compareBytes(bytes, 0, BYTES, other.bytes, 0, BYTES);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifyKey && Arrays.equals(bytes, ((VerifyKey) other).bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Sorts by hash and side. */
  public static final class BySide extends WritableComparator {

    /** Called by Hadoop. */
    public BySide() {
      super(VerifyKey.class, true);
    }

    @Override
    public int compare(byte[] one, int at, int length, byte[] other, int otherAt, int otherLength) {
      return compareBytes(one, at, BYTES, other, otherAt, BYTES);
    }
  }

  /** Groups the documents of an id. */
  public static final class ById extends WritableComparator {

    /** Called by Hadoop. */
    public ById() {
      super(VerifyKey.class, true);
    }

    @Override
    public int compare(byte[] one, int at, int length, byte[] other, int otherAt, int otherLength) {
      return compareBytes(one, at, IdHash.BYTES, other, otherAt, IdHash.BYTES);
    }
  }
}
