package dev.sluice.io;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.io.Writable;

/**
 * A document as it was read: its address, its versions, and its source byte for byte.
 *
 * <p>Hadoop reuses values, and so does the reader: what a mapper is given changes with the next
 * record, so that one to be kept longer needs {@link #copy}. The bytes themselves are never
 * changed. Not thread-safe.
 */
public final class DocumentWritable implements Writable {

  static final long NONE = -1;

  private static final byte[] NOTHING = {};

  public String index = "";
  public String id = "";
  public String routing;
  public long version = NONE;
  public long seqNo = NONE;
  public long primaryTerm = NONE;
  public byte[] bytes = NOTHING;
  public int offset;
  public int length;
  public boolean sourced;

  /** For Hadoop, which fills it by {@link #readFields}. */
  public DocumentWritable() {}

  /** The concrete index it was read from. */
  public String index() {
    return index;
  }

  /** Its id. */
  public String id() {
    return id;
  }

  /** Its routing value; absent where the id routes. */
  public Optional<String> routing() {
    return Optional.ofNullable(routing);
  }

  /** Its version. */
  public OptionalLong version() {
    return number(version);
  }

  /** Its sequence number; absent where the index has switched them off. */
  public OptionalLong seqNo() {
    return number(seqNo);
  }

  /** The primary term that goes with the sequence number. */
  public OptionalLong primaryTerm() {
    return number(primaryTerm);
  }

  private static OptionalLong number(long value) {
    return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
  }

  /** Whether it has a source; an index can be told to keep none. */
  public boolean hasSource() {
    return sourced;
  }

  /** The array that holds the source, from {@link #offset} on; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where in {@link #bytes} the source starts. */
  public int offset() {
    return offset;
  }

  /** How many bytes the source has; 0 where there is none. */
  public int length() {
    return length;
  }

  /** A copy of the source alone; empty where there is none. */
  public byte[] source() {
    return Arrays.copyOfRange(bytes, offset, offset + length);
  }

  /** A copy that stays as it is, with an array of its own. */
  public DocumentWritable copy() {
    DocumentWritable copy = new DocumentWritable();
    copy.index = index;
    copy.id = id;
    copy.routing = routing;
    copy.version = version;
    copy.seqNo = seqNo;
    copy.primaryTerm = primaryTerm;
    copy.bytes = source();
    copy.length = length;
    copy.sourced = sourced;
    return copy;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    DocumentFormat.write(this, out);
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    DocumentFormat.read(this, in);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof DocumentWritable)) {
      return false;
    }
    DocumentWritable that = (DocumentWritable) other;
    return Arrays.equals(parts(), that.parts()) && Arrays.equals(source(), that.source());
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(parts()), Arrays.hashCode(source()));
  }

  private Object[] parts() {
    return new Object[] {index, id, routing, version, seqNo, primaryTerm, sourced};
  }

  /** The address of the document; its content never shows. */
  @Override
  public String toString() {
    return index + "/" + id + ", " + (sourced ? length + " bytes" : "no source");
  }
}
