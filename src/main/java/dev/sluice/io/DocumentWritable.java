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
 * <p>Hadoop reuses values, and so does the reader: what a mapper is given changes with the next
 * record, so that one to be kept longer needs {@link #copy}. The bytes themselves are never
 * changed. Not thread-safe.
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

  /** For Hadoop, which fills it by {@link #readFields}. */
  public DocumentWritable() {}

  /**
   * Starts a document, for tests of what takes one.
   *
   * @param index the concrete index
   */
  public static Builder of(String index, String id) {
    return new Builder(index, id);
  }

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

  /** The address of the document; its content never shows. */
  @Override
  public String toString() {
    return index + "/" + id + ", " + (sourced ? length + " bytes" : "no _source");
  }

  /** Collects the parts of a document; good for one document. */
  public static final class Builder {

    private final DocumentWritable made = new DocumentWritable();

    private Builder(String index, String id) {
      made.index = Objects.requireNonNull(index, "index");
      made.id = Objects.requireNonNull(id, "id");
    }

    /** The routing value. */
    public Builder routing(String text) {
      made.routing = text;
      return this;
    }

    /** The version; a negative one is none. */
    public Builder version(long number) {
      made.version = number;
      return this;
    }

    /** The sequence number; a negative one is none. */
    public Builder seqNo(long number) {
      made.seqNo = number;
      return this;
    }

    /** The primary term; a negative one is none. */
    public Builder primaryTerm(long number) {
      made.primaryTerm = number;
      return this;
    }

    /** The source, over these very bytes; without one the document has none. */
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

    /** The document. */
    public DocumentWritable build() {
      return made;
    }
  }
}
