package dev.sluice.hbase.scan;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.hadoop.hbase.util.Bytes;
import org.apache.hadoop.io.WritableUtils;

/**
 * A range of rows in a split, with its approximate size and, for a snapshot, its part of that. The
 * start is inclusive, the end exclusive; an empty end means no limit. It does not name a region, so
 * regions may split and move before it is read. Immutable.
 */
public final class SplitRange {

  public final byte[] start;
  public final byte[] end;
  final long bytes;
  final byte[] snapshotPart;

  private SplitRange(byte[] start, byte[] end, long bytes, byte[] snapshotPart) {
    this.start = start;
    this.end = end;
    this.bytes = bytes;
    this.snapshotPart = snapshotPart;
  }

  /**
   * Creates a range.
   *
   * @param snapshotPart the serialized split of HBase's own format; empty for a table
   */
  public static SplitRange of(byte[] start, byte[] end, long bytes, byte[] snapshotPart) {
    return new SplitRange(start, end, bytes, snapshotPart);
  }

  static SplitRange read(DataInput in) throws IOException {
    byte[] start = readBytes(in);
    byte[] end = readBytes(in);
    long bytes = WritableUtils.readVLong(in);
    return new SplitRange(start, end, bytes, readBytes(in));
  }

  private static byte[] readBytes(DataInput in) throws IOException {
    byte[] bytes = new byte[WritableUtils.readVInt(in)];
    in.readFully(bytes);
    return bytes;
  }

  void write(DataOutput out) throws IOException {
    writeBytes(out, start);
    writeBytes(out, end);
    WritableUtils.writeVLong(out, bytes);
    writeBytes(out, snapshotPart);
  }

  private static void writeBytes(DataOutput out, byte[] bytes) throws IOException {
    WritableUtils.writeVInt(out, bytes.length);
    out.write(bytes);
  }

  /** The range with keys in the notation of the HBase shell. */
  @Override
  public String toString() {
    return "[\"" + Bytes.toStringBinary(start) + "\", \"" + Bytes.toStringBinary(end) + "\")";
  }
}
