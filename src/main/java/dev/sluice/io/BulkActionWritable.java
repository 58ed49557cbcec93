package dev.sluice.io;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.BulkError;
import dev.sluice.bulk.action.Operation;
import dev.sluice.bulk.action.VersionType;
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
 * A bulk action with all its parts: operation, index, id, routing, version, pipeline and source. It
 * can pass through a shuffle. An action built with {@link Builder#rejected} is saved in {@code
 * rejected/} and never sent.
 *
 * <p>Only {@link #readFields} changes an instance, as Hadoop requires for values it reuses. Not
 * thread-safe. A builder does not copy the source bytes: do not change them until the action is
 * written.
 */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public final class BulkActionWritable implements Writable {

  private static final byte[] NOTHING = {};

  private Operation operation = Operation.INDEX;
  private String index;
  private String id;
  private String routing;
  private long version;
  private VersionType versionType;
  private long ifSeqNo = -1;
  private long ifPrimaryTerm = -1;
  private boolean ifAbsent;
  private String pipeline;
  private int retryOnConflict;
  private byte[] source = NOTHING;
  private int offset;
  private int length;
  private boolean foreign;
  private BulkError error;

  /** Called by Hadoop, which then calls {@link #readFields}. */
  public BulkActionWritable() {}

  /** Starts an action with this operation. */
  public static Builder of(Operation operation) {
    return new Builder(operation);
  }

  /**
   * Starts an action that writes a document as it was read: with its id, routing, source, and its
   * version as {@code external_gte}. The version ensures that a repeated action never replaces a
   * newer document. The action goes to the index of the job and shares the document's bytes.
   */
  public static Builder copyOf(DocumentWritable document) {
    Builder copy =
        of(Operation.INDEX)
            .id(document.id())
            .routing(document.routing().orElse(null))
            .foreignSource(document.bytes(), document.offset(), document.length());
    document.version().ifPresent(number -> copy.version(number, VersionType.EXTERNAL_GTE));
    return copy;
  }

  /** Starts a copy of an action, over the same bytes. */
  public static Builder copyOf(BulkActionWritable action) {
    Builder copy = of(action.operation);
    copy.made.become(action);
    return copy;
  }

  /**
   * Starts a create action without a version for a document, the only action that a data stream
   * accepts. An existing document is not replaced.
   */
  public static Builder createOf(DocumentWritable document) {
    return of(Operation.CREATE)
        .id(document.id())
        .routing(document.routing().orElse(null))
        .foreignSource(document.bytes(), document.offset(), document.length());
  }

  /** The operation. */
  public Operation operation() {
    return operation;
  }

  /** The target index; empty means the index of the job. */
  public Optional<String> index() {
    return Optional.ofNullable(index);
  }

  /** The document id; empty means that the job or Elasticsearch generates one. */
  public Optional<String> id() {
    return Optional.ofNullable(id);
  }

  /** The routing value; empty means that the document is routed by its id. */
  public Optional<String> routing() {
    return Optional.ofNullable(routing);
  }

  /** The external version, if any. */
  public OptionalLong version() {
    return versionType == null ? OptionalLong.empty() : OptionalLong.of(version);
  }

  /** How Elasticsearch compares the version. */
  public Optional<VersionType> versionType() {
    return Optional.ofNullable(versionType);
  }

  /** The sequence number that the indexed document must have, if any. */
  public OptionalLong ifSeqNo() {
    return ifSeqNo < 0 ? OptionalLong.empty() : OptionalLong.of(ifSeqNo);
  }

  /** The primary term that belongs to {@link #ifSeqNo}. */
  public OptionalLong ifPrimaryTerm() {
    return ifSeqNo < 0 ? OptionalLong.empty() : OptionalLong.of(ifPrimaryTerm);
  }

  /** Whether a create that meets a document counts as already there, not as rejected. */
  public boolean ifAbsent() {
    return ifAbsent;
  }

  /** The ingest pipeline. */
  public Optional<String> pipeline() {
    return Optional.ofNullable(pipeline);
  }

  /** How often the server retries an update after a version conflict. */
  public int retryOnConflict() {
    return retryOnConflict;
  }

  /** The array that contains the source, starting at {@link #offset}. Do not change it. */
  public byte[] bytes() {
    return source;
  }

  /** The start of the source in {@link #bytes}. */
  public int offset() {
    return offset;
  }

  /** The length of the source in bytes; 0 for a delete. */
  public int length() {
    return length;
  }

  /** Whether the source came from outside, so that it is checked before it is sent. */
  boolean isForeign() {
    return foreign;
  }

  /** A copy of the source; empty for a delete. */
  public byte[] source() {
    return Arrays.copyOfRange(source, offset, offset + length);
  }

  /** Why the document was rejected before it was written; empty for an action to send. */
  public Optional<BulkError> error() {
    return Optional.ofNullable(error);
  }

  /**
   * Converts this to an action of the bulk engine, over the same bytes.
   *
   * @throws IllegalArgumentException if the operation requires an id and there is none
   */
  public BulkAction toAction() {
    return toAction(index, id, pipeline);
  }

  /**
   * Converts this to an action of the bulk engine with another address.
   *
   * @param otherIndex null for the default index of the engine
   * @param otherId null if Elasticsearch generates the id
   * @param otherPipeline null for none
   * @throws IllegalArgumentException if the operation requires an id and there is none
   */
  public BulkAction toAction(String otherIndex, String otherId, String otherPipeline) {
    BulkAction.Builder action =
        BulkAction.of(operation)
            .index(otherIndex)
            .id(otherId)
            .routing(routing)
            .pipeline(otherPipeline)
            .retryOnConflict(retryOnConflict);
    if (versionType != null) {
      action.version(version, versionType);
    }
    if (ifSeqNo >= 0) {
      action.ifUnchanged(ifSeqNo, ifPrimaryTerm);
    }
    if (ifAbsent) {
      action.ifAbsent();
    }
    return foreign
        ? action.foreignSource(source, offset, length).build()
        : action.source(source, offset, length).build();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    BulkActionFormat.write(this, out);
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    become(BulkActionFormat.read(in));
  }

  private void become(BulkActionWritable other) {
    operation = other.operation;
    index = other.index;
    id = other.id;
    routing = other.routing;
    version = other.version;
    versionType = other.versionType;
    ifSeqNo = other.ifSeqNo;
    ifPrimaryTerm = other.ifPrimaryTerm;
    ifAbsent = other.ifAbsent;
    pipeline = other.pipeline;
    retryOnConflict = other.retryOnConflict;
    source = other.source;
    offset = other.offset;
    length = other.length;
    foreign = other.foreign;
    error = other.error;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof BulkActionWritable)) {
      return false;
    }
    BulkActionWritable that = (BulkActionWritable) other;
    return Arrays.equals(parts(), that.parts()) && Arrays.equals(source(), that.source());
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(parts()) + Arrays.hashCode(source());
  }

  private Object[] parts() {
    return new Object[] {
      operation,
      index,
      id,
      routing,
      version,
      versionType,
      ifSeqNo,
      ifPrimaryTerm,
      ifAbsent,
      pipeline,
      retryOnConflict,
      foreign,
      error().map(BulkError::toString)
    };
  }

  /** The address of the document, without its content. */
  @Override
  public String toString() {
    String what = operation.action() + " " + index().orElse("") + "/" + id().orElse("");
    return what + ", " + length + " bytes" + error().map(why -> ", " + why).orElse("");
  }

  /** Builds one action. Do not reuse a builder. */
  public static final class Builder {

    private final BulkActionWritable made = new BulkActionWritable();

    private Builder(Operation operation) {
      made.operation = Objects.requireNonNull(operation, "operation");
    }

    /** Sets the index. Default: the index of the job. */
    public Builder index(String name) {
      made.index = name;
      return this;
    }

    /** Sets the document id. */
    public Builder id(String text) {
      made.id = text;
      return this;
    }

    /** Sets the routing value. */
    public Builder routing(String text) {
      made.routing = text;
      return this;
    }

    /** Sets an external version, at least 0. */
    public Builder version(long number, VersionType type) {
      made.version = number;
      made.versionType = Objects.requireNonNull(type, "type");
      return this;
    }

    /**
     * Applies the action only if the indexed document has this sequence number and primary term;
     * not together with an external version. Otherwise it counts as already there.
     */
    public Builder ifUnchanged(long seqNo, long primaryTerm) {
      made.ifSeqNo = seqNo;
      made.ifPrimaryTerm = primaryTerm;
      return this;
    }

    /** Makes a create that meets a document count as already there, not as rejected. */
    public Builder ifAbsent() {
      made.ifAbsent = true;
      return this;
    }

    /** Sets the ingest pipeline. */
    public Builder pipeline(String name) {
      made.pipeline = name;
      return this;
    }

    /** Sets how often the server retries an update after a version conflict. Default: 0. */
    public Builder retryOnConflict(int times) {
      made.retryOnConflict = times;
      return this;
    }

    /**
     * Sets a source that is known to be one JSON object on one line, such as the output of {@code
     * JsonWriter}. The bytes are not checked.
     */
    public Builder source(byte[] json, int start, int count) {
      return source(json, start, count, false);
    }

    /** Sets a source from outside, which is checked before it is sent. */
    public Builder foreignSource(byte[] bytes, int start, int count) {
      return source(bytes, start, count, true);
    }

    private Builder source(byte[] bytes, int start, int count, boolean unchecked) {
      if (start < 0 || count < 0 || start > bytes.length - count) {
        throw new IndexOutOfBoundsException(count + " bytes at " + start + " of " + bytes.length);
      }
      made.source = bytes;
      made.offset = start;
      made.length = count;
      made.foreign = unchecked;
      return this;
    }

    /** Marks the document as rejected: it is saved with this error and never sent. */
    public Builder rejected(BulkError why) {
      // Only type and reason are serialized.
      made.error = BulkError.of(why.type(), why.reason());
      return this;
    }

    /** Builds the action. */
    public BulkActionWritable build() {
      return made;
    }
  }
}
