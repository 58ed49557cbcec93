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
 * An action with everything explicit: operation, index, id, routing, version, pipeline, source. It
 * travels through a shuffle, and so does a document that a mapper found wanting: one built with
 * {@link Builder#rejected} is written to {@code rejected/} and never sent.
 *
 * <p>Changes only by {@link #readFields}, as Hadoop asks of values it reuses. Not thread-safe. The
 * bytes given to a builder are not copied: they must not change until the action is written.
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
  private String pipeline;
  private int retryOnConflict;
  private byte[] source = NOTHING;
  private int offset;
  private int length;
  private boolean foreign;
  private BulkError error;

  /** For Hadoop, which fills it by {@link #readFields}. */
  public BulkActionWritable() {}

  /** Starts an action. */
  public static Builder of(Operation operation) {
    return new Builder(operation);
  }

  /**
   * Starts an action that writes a document as it was read: id, routing and source, and its version
   * as {@code external_gte}, so that it neither replaces a newer copy nor goes back in time when it
   * is repeated. It goes to the job's index, and shares the document's bytes.
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

  /** Starts the same action again, over the same bytes. */
  public static Builder copyOf(BulkActionWritable action) {
    Builder copy = of(action.operation);
    copy.made.become(action);
    return copy;
  }

  /**
   * Starts a document's copy as a create without a version, the only action that a data stream
   * takes; a document that is there already is not replaced.
   */
  public static Builder createOf(DocumentWritable document) {
    return of(Operation.CREATE)
        .id(document.id())
        .routing(document.routing().orElse(null))
        .foreignSource(document.bytes(), document.offset(), document.length());
  }

  /** What is done. */
  public Operation operation() {
    return operation;
  }

  /** The index it goes to; absent where the job's is meant. */
  public Optional<String> index() {
    return Optional.ofNullable(index);
  }

  /** The document's id; absent where the job gives it one. */
  public Optional<String> id() {
    return Optional.ofNullable(id);
  }

  /** The routing value; absent where the id routes. */
  public Optional<String> routing() {
    return Optional.ofNullable(routing);
  }

  /** The version of the user's own, if any. */
  public OptionalLong version() {
    return versionType == null ? OptionalLong.empty() : OptionalLong.of(version);
  }

  /** How that version is judged. */
  public Optional<VersionType> versionType() {
    return Optional.ofNullable(versionType);
  }

  /** The ingest pipeline. */
  public Optional<String> pipeline() {
    return Optional.ofNullable(pipeline);
  }

  /** How often the server itself retries an update that met a concurrent one. */
  public int retryOnConflict() {
    return retryOnConflict;
  }

  /** The array that holds the source, from {@link #offset} on; not to be changed. */
  public byte[] bytes() {
    return source;
  }

  /** Where in {@link #bytes} the source starts. */
  public int offset() {
    return offset;
  }

  /** How many bytes the source has; 0 for a delete. */
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

  /** Why the document was rejected before it got here; absent for one that is to be sent. */
  public Optional<BulkError> error() {
    return Optional.ofNullable(error);
  }

  /**
   * The action for the engine, over the same bytes.
   *
   * @throws IllegalArgumentException if it needs an id and has none
   */
  public BulkAction toAction() {
    return toAction(index, id, pipeline);
  }

  /**
   * The same with another address.
   *
   * @param otherIndex null for the engine's default
   * @param otherId null where the server is to make one up
   * @param otherPipeline null for none
   * @throws IllegalArgumentException if it needs an id and has none
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
      pipeline,
      retryOnConflict,
      foreign,
      error().map(BulkError::toString)
    };
  }

  /** The address of the document; its content never shows. */
  @Override
  public String toString() {
    String what = operation.action() + " " + index().orElse("") + "/" + id().orElse("");
    return what + ", " + length + " bytes" + error().map(why -> ", " + why).orElse("");
  }

  /** Collects the parts of an action; good for one action. */
  public static final class Builder {

    private final BulkActionWritable made = new BulkActionWritable();

    private Builder(Operation operation) {
      made.operation = Objects.requireNonNull(operation, "operation");
    }

    /** The index, where it is not the job's. */
    public Builder index(String name) {
      made.index = name;
      return this;
    }

    /** The document's id. */
    public Builder id(String text) {
      made.id = text;
      return this;
    }

    /** The routing value. */
    public Builder routing(String text) {
      made.routing = text;
      return this;
    }

    /** A version of the caller's own, 0 or more. */
    public Builder version(long number, VersionType type) {
      made.version = number;
      made.versionType = Objects.requireNonNull(type, "type");
      return this;
    }

    /** The ingest pipeline. */
    public Builder pipeline(String name) {
      made.pipeline = name;
      return this;
    }

    /** How often the server itself retries an update that met a concurrent one. */
    public Builder retryOnConflict(int times) {
      made.retryOnConflict = times;
      return this;
    }

    /** A source known to be one JSON object on one line, as {@code JsonWriter} makes it. */
    public Builder source(byte[] json, int start, int count) {
      return source(json, start, count, false);
    }

    /** A source from outside, which is checked before it is sent. */
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

    /** Marks the document as rejected already: it is kept for people, and never sent. */
    public Builder rejected(BulkError why) {
      // Type and reason alone, which is what travels.
      made.error = BulkError.of(why.type(), why.reason());
      return this;
    }

    /** The action. */
    public BulkActionWritable build() {
      return made;
    }
  }
}
