package dev.sluice.verify;

import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;

/**
 * A difference between a source and an index: the document id, the kind, and what is known of both
 * documents. A line of JSON in the result of a comparison. Immutable.
 */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public final class Difference {

  /**
   * The detail of {@link Kind#MISROUTED} and {@link Kind#NEWER} for an id that the index has more
   * than once.
   */
  public static final String DUPLICATE = "duplicate";

  private static final long NONE = -1;

  private final String id;
  private final Kind kind;
  private final String detail;
  private final String index;
  private final String routing;
  private final byte[] row;
  private final long seqNo;
  private final long primaryTerm;
  private final long version;
  private final long sourceVersion;
  private final String source;
  private final String indexed;

  private Difference(Builder from) {
    id = from.id;
    kind = from.kind;
    detail = from.detail;
    index = from.index;
    routing = from.routing;
    row = from.row;
    seqNo = from.seqNo;
    primaryTerm = from.primaryTerm;
    version = from.version;
    sourceVersion = from.sourceVersion;
    source = from.source;
    indexed = from.indexed;
  }

  /** Starts a difference. */
  public static Builder of(String id, Kind kind) {
    return new Builder(id, kind);
  }

  /** Starts a copy of a difference with another kind. */
  public Builder as(Kind other) {
    Builder copy = new Builder(id, other);
    copy.detail = detail;
    copy.index = index;
    copy.routing = routing;
    copy.row = row;
    copy.seqNo = seqNo;
    copy.primaryTerm = primaryTerm;
    copy.version = version;
    copy.sourceVersion = sourceVersion;
    copy.source = source;
    copy.indexed = indexed;
    return copy;
  }

  /**
   * Parses a line.
   *
   * @throws IOException if the line is not a difference
   */
  public static Difference parse(String line) throws IOException {
    return DifferenceLine.parse(line.getBytes(StandardCharsets.UTF_8));
  }

  /** The document id. */
  public String id() {
    return id;
  }

  /** The kind. */
  public Kind kind() {
    return kind;
  }

  /** More about the kind, such as {@link #DUPLICATE}. */
  public Optional<String> detail() {
    return Optional.ofNullable(detail);
  }

  /**
   * The concrete index of the indexed document; if there is none, the index that the source has.
   */
  public Optional<String> index() {
    return Optional.ofNullable(index);
  }

  /** The routing value of the indexed document; if there is none, that of the source. */
  public Optional<String> routing() {
    return Optional.ofNullable(routing);
  }

  /** The key of the source record, such as a row key; empty if unknown. */
  public Optional<byte[]> row() {
    return Optional.ofNullable(row).map(byte[]::clone);
  }

  /** The sequence number of the indexed document. */
  public OptionalLong seqNo() {
    return number(seqNo);
  }

  /** The primary term of the indexed document. */
  public OptionalLong primaryTerm() {
    return number(primaryTerm);
  }

  /** The version of the indexed document. */
  public OptionalLong version() {
    return number(version);
  }

  /** The external version that the source has. */
  public OptionalLong sourceVersion() {
    return number(sourceVersion);
  }

  private static OptionalLong number(long value) {
    return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
  }

  /** The JSON of the source, if it was asked for. */
  public Optional<String> source() {
    return Optional.ofNullable(source);
  }

  /** The JSON of the indexed document, if it was asked for. */
  public Optional<String> indexed() {
    return Optional.ofNullable(indexed);
  }

  /** The line that {@link #parse} reads. */
  public String toJson() {
    ByteArray bytes = new ByteArray(256);
    DifferenceLine.write(this, new JsonWriter(bytes));
    return new String(bytes.array(), 0, bytes.length(), StandardCharsets.UTF_8);
  }

  /** The line, which contains sources if they were asked for. */
  @Override
  public String toString() {
    return toJson();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Difference && ((Difference) other).toJson().equals(toJson());
  }

  @Override
  public int hashCode() {
    return toJson().hashCode();
  }

  /** Builds one difference. Do not reuse a builder. */
  public static final class Builder {

    private final String id;
    private final Kind kind;
    private String detail;
    private String index;
    private String routing;
    private byte[] row;
    private long seqNo = NONE;
    private long primaryTerm = NONE;
    private long version = NONE;
    private long sourceVersion = NONE;
    private String source;
    private String indexed;

    private Builder(String id, Kind kind) {
      this.id = Objects.requireNonNull(id, "id");
      this.kind = Objects.requireNonNull(kind, "kind");
    }

    /** Sets the detail. */
    public Builder detail(String text) {
      detail = text;
      return this;
    }

    /** Sets the index. */
    public Builder index(String name) {
      index = name;
      return this;
    }

    /** Sets the routing value. */
    public Builder routing(String text) {
      routing = text;
      return this;
    }

    /** Sets the key of the source record; the bytes are copied. */
    public Builder row(byte[] key) {
      row = key == null ? null : key.clone();
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

    /** Sets the version of the indexed document; a negative number means none. */
    public Builder version(long number) {
      version = number;
      return this;
    }

    /** Sets the version that the source has; a negative number means none. */
    public Builder sourceVersion(long number) {
      sourceVersion = number;
      return this;
    }

    /** Sets the JSON of the source. */
    public Builder source(String json) {
      source = json;
      return this;
    }

    /** Sets the JSON of the indexed document. */
    public Builder indexed(String json) {
      indexed = json;
      return this;
    }

    /** Builds the difference. */
    public Difference build() {
      return new Difference(this);
    }
  }
}
