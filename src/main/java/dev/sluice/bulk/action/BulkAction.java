package dev.sluice.bulk.action;

import dev.sluice.bulk.BulkProcessor;
import dev.sluice.json.JsonWriter;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;

/**
 * One action on one document, as it is handed to the engine. The bytes of the source are not
 * copied: they must not change until {@link BulkProcessor#add} has returned. Immutable otherwise.
 */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public final class BulkAction {

  private static final byte[] NOTHING = {};

  public final Operation operation;
  public final String index;
  public final String id;
  public final String routing;
  public final long version;
  public final VersionType versionType;
  public final String pipeline;
  public final int retryOnConflict;
  public final byte[] source;
  public final int offset;
  public final int length;
  public final boolean wellFormed;

  private BulkAction(Builder from) {
    operation = from.operation;
    index = from.index;
    id = from.id;
    routing = from.routing;
    version = from.version;
    versionType = from.versionType;
    pipeline = from.pipeline;
    retryOnConflict = from.retryOnConflict;
    source = from.source;
    offset = from.offset;
    length = from.length;
    wellFormed = from.wellFormed;
  }

  /** Starts an action. */
  public static Builder of(Operation operation) {
    return new Builder(operation);
  }

  /** What is done. */
  public Operation operation() {
    return operation;
  }

  /** The index it goes to; absent where the engine's default is meant. */
  public Optional<String> index() {
    return Optional.ofNullable(index);
  }

  /** The id; absent where the server is to make one up. */
  public Optional<String> id() {
    return Optional.ofNullable(id);
  }

  /** The routing value; absent where the id routes. */
  public Optional<String> routing() {
    return Optional.ofNullable(routing);
  }

  /** The number of bytes of the source. */
  public int sourceLength() {
    return length;
  }

  /** Collects the parts of an action; good for one action. */
  public static final class Builder {

    private final Operation operation;
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
    private boolean wellFormed = true;

    private Builder(Operation operation) {
      this.operation = Objects.requireNonNull(operation, "operation");
    }

    /** The index, where it is not the default one. */
    public Builder index(String name) {
      index = name;
      return this;
    }

    /** The document's id. */
    public Builder id(String text) {
      id = text;
      return this;
    }

    /** The routing value. */
    public Builder routing(String text) {
      routing = text;
      return this;
    }

    /** A version of the caller's own, 0 or more. */
    public Builder version(long number, VersionType type) {
      version = number;
      versionType = type;
      return this;
    }

    /** The ingest pipeline. */
    public Builder pipeline(String name) {
      pipeline = name;
      return this;
    }

    /** How often the server itself retries an update that met a concurrent one. */
    public Builder retryOnConflict(int times) {
      retryOnConflict = times;
      return this;
    }

    /** A source that is known to be one JSON object on one line, such as a {@link JsonWriter}'s. */
    public Builder source(byte[] bytes, int start, int count) {
      return source(bytes, start, count, true);
    }

    /**
     * A source that came from outside: it is checked to be one JSON object, and copied verbatim
     * save that a line break outside strings becomes a blank.
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
     * The action.
     *
     * @throws IllegalArgumentException if the parts contradict each other
     */
    public BulkAction build() {
      if (id == null && operation != Operation.INDEX && operation != Operation.CREATE) {
        throw new IllegalArgumentException(
            "an action \"" + operation.action() + "\" needs an id, but has none");
      }
      return new BulkAction(this);
    }
  }
}
