package dev.sluice.client.search;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** A shard to read, and what was known of it when the reading was planned. Immutable. */
public final class ReadShard {

  /** How many documents a page may have unless an index says otherwise. */
  public static final int USUAL_WINDOW = 10_000;

  private final String index;
  private final int number;
  private String filter;
  private String nodeId;
  private String nodeUrl;
  private String host;
  private int window = USUAL_WINDOW;
  private long documents = -1;
  private long bytes = -1;
  private boolean vectors;

  private ReadShard(String index, int number) {
    this.index = Objects.requireNonNull(index, "index");
    this.number = number;
  }

  private ReadShard(ReadShard other) {
    this(other.index, other.number);
    filter = other.filter;
    nodeId = other.nodeId;
    nodeUrl = other.nodeUrl;
    host = other.host;
    window = other.window;
    documents = other.documents;
    bytes = other.bytes;
    vectors = other.vectors;
  }

  /**
   * A shard of which nothing more is known.
   *
   * @param index the concrete index
   */
  public static ReadShard of(String index, int number) {
    return new ReadShard(index, number);
  }

  /** The same, of which only the documents that a query of the Query DSL finds are to be read. */
  public ReadShard withFilter(String json) {
    ReadShard made = new ReadShard(this);
    made.filter = json;
    return made;
  }

  /** The same, with the node whose copy is to be read; any part may be null. */
  public ReadShard withNode(String id, String url, String hostName) {
    ReadShard made = new ReadShard(this);
    made.nodeId = id;
    made.nodeUrl = url;
    made.host = hostName;
    return made;
  }

  /** The same, with how many documents a page may have. */
  public ReadShard withWindow(int most) {
    ReadShard made = new ReadShard(this);
    made.window = most;
    return made;
  }

  /** The same, with its size; less than 0 is unknown. */
  public ReadShard withSize(long someDocuments, long someBytes) {
    ReadShard made = new ReadShard(this);
    made.documents = someDocuments;
    made.bytes = someBytes;
    return made;
  }

  /** The same; whether a search must ask for vectors in so many words, or they are left out. */
  public ReadShard askingForVectors(boolean must) {
    ReadShard made = new ReadShard(this);
    made.vectors = must;
    return made;
  }

  /** The concrete index. */
  public String index() {
    return index;
  }

  /** Its number in the index. */
  public int number() {
    return number;
  }

  /** The query that the alias it was named by is filtered with. */
  public Optional<String> filter() {
    return Optional.ofNullable(filter);
  }

  /** The id of the node whose copy is to be read. */
  public Optional<String> nodeId() {
    return Optional.ofNullable(nodeId);
  }

  /** The URL of that node. */
  public Optional<String> nodeUrl() {
    return Optional.ofNullable(nodeUrl);
  }

  /** The address of that node's machine, without a port. */
  public Optional<String> host() {
    return Optional.ofNullable(host);
  }

  /** How many documents a page may have. */
  public int window() {
    return window;
  }

  /** About how many documents it has, if that was told. */
  public OptionalLong documents() {
    return documents < 0 ? OptionalLong.empty() : OptionalLong.of(documents);
  }

  /** About how many bytes it has on disk, if that was told. */
  public OptionalLong bytes() {
    return bytes < 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
  }

  /** Whether a search must ask for vectors in so many words. */
  public boolean asksForVectors() {
    return vectors;
  }

  @Override
  public String toString() {
    return "shard " + number + " of " + index;
  }
}
