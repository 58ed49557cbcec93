package dev.sluice.io;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;
import org.apache.hadoop.io.Writable;

/**
 * A document as it was read: its address, its versions, and its source byte for byte.
 *
 * <p>The reader reuses instances, as Hadoop does: the value given to a mapper changes with the next
 * record. Use {@link #copy} to keep a document. The source bytes themselves never change. Not
 * thread-safe.
 */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public final class DocumentWritable implements Writable {

  private static final long NONE = -1;

  private static final byte[] NOTHING = {};

  private String index = "";
  private String id = "";
  private String routing;
  private long version = NONE;
  private long seqNo = NONE;
  private long primaryTerm = NONE;
  private byte[] bytes = NOTHING;
  private int offset;
  private int length;
  private boolean sourced;

  /** Called by Hadoop, which then calls {@link #readFields}. */
  public DocumentWritable() {}

  /**
   * Starts a document, for unit tests.
   *
   * @param index the concrete index
   */
  public static Builder of(String index, String id) {
    return new Builder(index, id);
  }

  /** The concrete index the document was read from. */
  public String index() {
    return index;
  }

  /** The document id. */
  public String id() {
    return id;
  }

  /** The routing value; empty if the document is routed by its id. */
  public Optional<String> routing() {
    return Optional.ofNullable(routing);
  }

  /** The version. */
  public OptionalLong version() {
    return number(version);
  }

  /** The sequence number; empty if the index does not have sequence numbers. */
  public OptionalLong seqNo() {
    return number(seqNo);
  }

  /** The primary term that belongs to the sequence number. */
  public OptionalLong primaryTerm() {
    return number(primaryTerm);
  }

  private static OptionalLong number(long value) {
    return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
  }

  /** Whether the document has a source; an index can be configured to store none. */
  public boolean hasSource() {
    return sourced;
  }

  /** The array that contains the source, starting at {@link #offset}. Do not change it. */
  public byte[] bytes() {
    return bytes;
  }

  /** The start of the source in {@link #bytes}. */
  public int offset() {
    return offset;
  }

  /** The length of the source in bytes; 0 if there is no source. */
  public int length() {
    return length;
  }

  /** A copy of the source; empty if there is none. */
  public byte[] source() {
    return Arrays.copyOfRange(bytes, offset, offset + length);
  }

  /** A copy that does not change, with its own array. */
  public DocumentWritable copy() {
    DocumentWritable copy = new DocumentWritable();
    copy.become(this);
    copy.bytes = source();
    copy.offset = 0;
    return copy;
  }

  private void become(DocumentWritable other) {
    index = other.index;
    id = other.id;
    routing = other.routing;
    version = other.version;
    seqNo = other.seqNo;
    primaryTerm = other.primaryTerm;
    bytes = other.bytes;
    offset = other.offset;
    length = other.length;
    sourced = other.sourced;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    DocumentFormat.write(this, out);
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    become(DocumentFormat.read(in));
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

  /** The address of the document, without its content. */
  @Override
  public String toString() {
    return index + "/" + id + ", " + (sourced ? length + " bytes" : "no _source");
  }

  /** Builds one document. Do not reuse a builder. */
  public static final class Builder {

    private final DocumentWritable made = new DocumentWritable();

    private Builder(String index, String id) {
      made.index = Objects.requireNonNull(index, "index");
      made.id = Objects.requireNonNull(id, "id");
    }

    /** Sets the routing value. */
    public Builder routing(String text) {
      made.routing = text;
      return this;
    }

    /** Sets the version; a negative number means none. */
    public Builder version(long number) {
      made.version = number;
      return this;
    }

    /** Sets the sequence number; a negative number means none. */
    public Builder seqNo(long number) {
      made.seqNo = number;
      return this;
    }

    /** Sets the primary term; a negative number means none. */
    public Builder primaryTerm(long number) {
      made.primaryTerm = number;
      return this;
    }

    /** Sets the source, without copying the bytes. Default: no source. */
    public Builder source(byte[] json, int start, int count) {
      if (start < 0 || count < 0 || start > json.length - count) {
        throw new IndexOutOfBoundsException(count + " bytes at " + start + " of " + json.length);
      }
      made.bytes = json;
      made.offset = start;
      made.length = count;
      made.sourced = true;
      return this;
    }

    /** Builds the document. */
    public DocumentWritable build() {
      return made;
    }
  }
}
