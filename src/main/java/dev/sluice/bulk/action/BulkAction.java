package dev.sluice.bulk.action;

import dev.sluice.bulk.BulkProcessor;
import dev.sluice.json.JsonWriter;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;

/**
 * A single bulk action on one document. Immutable, except that the source bytes are not copied: do
 * not change them until {@link BulkProcessor#add} has returned.
 */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public final class BulkAction {

  private static final byte[] NOTHING = {};

  /** The operation. */
  public final Operation operation;

  /** The target index; null for the default index of the engine. */
  public final String index;

  /** The document id; null if Elasticsearch generates one. */
  public final String id;

  /** The routing value; null if the document is routed by its id. */
  public final String routing;

  /** The external version; meaningful only with a version type. */
  public final long version;

  /** The version type; null if the action has no external version. */
  public final VersionType versionType;

  /**
   * The sequence number that the indexed document must have; -1 for any. If it has another one, the
   * action counts as already there.
   */
  public final long ifSeqNo;

  /** The primary term of {@link #ifSeqNo}. */
  public final long ifPrimaryTerm;

  /** Whether a create that meets a document counts as already there, not as rejected. */
  public final boolean ifAbsent;

  /** The ingest pipeline; null for none. */
  public final String pipeline;

  /** How often the server retries an update after a version conflict. */
  public final int retryOnConflict;

  /** The array that contains the source; do not change it. */
  public final byte[] source;

  /** The start of the source in {@link #source}. */
  public final int offset;

  /** The length of the source in bytes; 0 for a delete. */
  public final int length;

  /** Whether the source is known to be one JSON object on one line, so that it is not checked. */
  public final boolean wellFormed;

  private BulkAction(Builder from) {
    operation = from.operation;
    index = from.index;
    id = from.id;
    routing = from.routing;
    version = from.version;
    versionType = from.versionType;
    ifSeqNo = from.ifSeqNo;
    ifPrimaryTerm = from.ifPrimaryTerm;
    ifAbsent = from.ifAbsent;
    pipeline = from.pipeline;
    retryOnConflict = from.retryOnConflict;
    source = from.source;
    offset = from.offset;
    length = from.length;
    wellFormed = from.wellFormed;
  }

  /** Starts an action with this operation. */
  public static Builder of(Operation operation) {
    return new Builder(operation);
  }

  /** The operation. */
  public Operation operation() {
    return operation;
  }

  /** The target index; empty means the default index of the engine. */
  public Optional<String> index() {
    return Optional.ofNullable(index);
  }

  /** The document id; empty means that Elasticsearch generates one. */
  public Optional<String> id() {
    return Optional.ofNullable(id);
  }

  /** The routing value; empty means that the document is routed by its id. */
  public Optional<String> routing() {
    return Optional.ofNullable(routing);
  }

  /** The length of the source in bytes. */
  public int sourceLength() {
    return length;
  }

  /** Builds one action. Do not reuse a builder. */
  public static final class Builder {

    private final Operation operation;
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
    private boolean wellFormed = true;

    private Builder(Operation operation) {
      this.operation = Objects.requireNonNull(operation, "operation");
    }

    /** Sets the index. Default: the default index of the engine. */
    public Builder index(String name) {
      index = name;
      return this;
    }

    /** Sets the document id. */
    public Builder id(String text) {
      id = text;
      return this;
    }

    /** Sets the routing value. */
    public Builder routing(String text) {
      routing = text;
      return this;
    }

    /** Sets an external version, at least 0. */
    public Builder version(long number, VersionType type) {
      version = number;
      versionType = type;
      return this;
    }

    /**
     * Applies the action only if the indexed document has this sequence number and primary term;
     * not together with an external version.
     */
    public Builder ifUnchanged(long seqNo, long primaryTerm) {
      ifSeqNo = seqNo;
      ifPrimaryTerm = primaryTerm;
      return this;
    }

    /**
     * Makes a create that meets a document count as already there, not as rejected. Other
     * operations ignore it.
     */
    public Builder ifAbsent() {
      ifAbsent = true;
      return this;
    }

    /** Sets the ingest pipeline. */
    public Builder pipeline(String name) {
      pipeline = name;
      return this;
    }

    /** Sets how often the server retries an update after a version conflict. Default: 0. */
    public Builder retryOnConflict(int times) {
      retryOnConflict = times;
      return this;
    }

    /**
     * Sets a source that is known to be one JSON object on one line, such as the output of {@link
     * JsonWriter}. The bytes are not checked.
     */
    public Builder source(byte[] bytes, int start, int count) {
      return source(bytes, start, count, true);
    }

    /**
     * Sets a source from outside. The engine checks that it is one JSON object and copies it
     * verbatim, except that line breaks outside strings become spaces.
     */
    public Builder foreignSource(byte[] bytes, int start, int count) {
      return source(bytes, start, count, false);
    }

    private Builder source(byte[] bytes, int start, int count, boolean checked) {
      if (start < 0 || count < 0 || start > bytes.length - count) {
        throw new IndexOutOfBoundsException(count + " bytes at " + start + " of " + bytes.length);
      }
      source = bytes;
      offset = start;
      length = count;
      wellFormed = checked;
      return this;
    }

    /**
     * Builds the action.
     *
     * @throws IllegalArgumentException if the parts contradict each other, such as a delete without
     *     an id
     */
    public BulkAction build() {
      if (id == null && operation != Operation.INDEX && operation != Operation.CREATE) {
        throw new IllegalArgumentException(
            "an action \"" + operation.action() + "\" requires an id");
      }
      if (ifSeqNo >= 0 && versionType != null) {
        throw new IllegalArgumentException(
            "an action has an external version or a sequence number, not both: " + id);
      }
      return new BulkAction(this);
    }
  }
}
