package dev.sluice.client.search;

import dev.sluice.client.http.Distribution;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** A shard to read, with what was known when the read was planned. Immutable. */
public final class ReadShard {

  /** The maximum page size in documents unless an index sets another one. */
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
  private boolean stale;
  private Distribution distribution = Distribution.ELASTICSEARCH;

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
    stale = other.stale;
    distribution = other.distribution;
  }

  /**
   * A shard without further details.
   *
   * @param index the concrete index
   */
  public static ReadShard of(String index, int number) {
    return new ReadShard(index, number);
  }

  /** A copy limited to the documents of a Query DSL query. */
  public ReadShard withFilter(String json) {
    ReadShard made = new ReadShard(this);
    made.filter = json;
    return made;
  }

  /** A copy with the node to read from; any part can be null. */
  public ReadShard withNode(String id, String url, String hostName) {
    ReadShard made = new ReadShard(this);
    made.nodeId = id;
    made.nodeUrl = url;
    made.host = hostName;
    return made;
  }

  /** A copy with the maximum page size in documents. */
  public ReadShard withWindow(int most) {
    ReadShard made = new ReadShard(this);
    made.window = most;
    return made;
  }

  /** A copy with its size; a negative number means unknown. */
  public ReadShard withSize(long someDocuments, long someBytes) {
    ReadShard made = new ReadShard(this);
    made.documents = someDocuments;
    made.bytes = someBytes;
    return made;
  }

  /**
   * A copy; whether a search must request vectors explicitly, because they are otherwise omitted.
   */
  public ReadShard askingForVectors(boolean must) {
    ReadShard made = new ReadShard(this);
    made.vectors = must;
    return made;
  }

  /** A copy; whether its index could not be refreshed, so that the last writes may be missing. */
  public ReadShard stale(boolean is) {
    ReadShard made = new ReadShard(this);
    made.stale = is;
    return made;
  }

  /** A copy on the given kind of server; the default is Elasticsearch. */
  public ReadShard on(Distribution kind) {
    ReadShard made = new ReadShard(this);
    made.distribution = kind;
    return made;
  }

  /** The concrete index. */
  public String index() {
    return index;
  }

  /** The shard number. */
  public int number() {
    return number;
  }

  /** The filter of the alias it was named by. */
  public Optional<String> filter() {
    return Optional.ofNullable(filter);
  }

  /** The id of the node to read from. */
  public Optional<String> nodeId() {
    return Optional.ofNullable(nodeId);
  }

  /** The URL of that node. */
  public Optional<String> nodeUrl() {
    return Optional.ofNullable(nodeUrl);
  }

  /** The host of that node, without a port. */
  public Optional<String> host() {
    return Optional.ofNullable(host);
  }

  /** The maximum page size in documents. */
  public int window() {
    return window;
  }

  /** The approximate number of documents, if known. */
  public OptionalLong documents() {
    return documents < 0 ? OptionalLong.empty() : OptionalLong.of(documents);
  }

  /** The approximate size on disk in bytes, if known. */
  public OptionalLong bytes() {
    return bytes < 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
  }

  /** Whether a search must request vectors explicitly. */
  public boolean asksForVectors() {
    return vectors;
  }

  /** Whether its index could not be refreshed; only known where the read was planned. */
  public boolean isStale() {
    return stale;
  }

  /** The kind of server. */
  public Distribution distribution() {
    return distribution;
  }

  /** The sort field with a fixed order of the documents in its point in time. */
  public String order() {
    return distribution.shardOrder();
  }

  @Override
  public String toString() {
    return "shard " + number + " of " + index;
  }
}
