package dev.sluice.client.index;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The result of a name lookup: an index, or an alias or data stream with its index. Immutable. */
public final class IndexInfo {

  /** The kind of a name. */
  enum Kind {
    INDEX,
    ALIAS,
    DATA_STREAM
  }

  static final String TIME_SERIES = "time_series";

  private final Kind kind;
  private final String name;
  private final boolean written;
  private final List<String> indices;
  private final boolean closed;
  private final Map<String, String> settings;

  IndexInfo(
      Kind kind,
      String name,
      boolean written,
      List<String> indices,
      boolean closed,
      Map<String, String> settings) {
    this.kind = kind;
    this.name = name;
    this.written = written;
    this.indices = Collections.unmodifiableList(new ArrayList<>(indices));
    this.closed = closed;
    this.settings = Collections.unmodifiableMap(new HashMap<>(settings));
  }

  /** The concrete write index; the newest index if there is none. */
  public String name() {
    return name;
  }

  /**
   * Whether the name can be written to; false for an alias of several indices without a write
   * index.
   */
  public boolean hasWriteIndex() {
    return written;
  }

  /** All concrete indices behind the name. */
  public List<String> indices() {
    return indices;
  }

  /** The uuid of the concrete index; a recreated index has another uuid. */
  public String uuid() {
    return setting("index.uuid").orElse("");
  }

  /** The number of primary shards. */
  public int shards() {
    return setting("index.number_of_shards").map(Integer::valueOf).orElse(1);
  }

  /** Whether the name is an alias. */
  public boolean alias() {
    return kind == Kind.ALIAS;
  }

  /** Whether the name is a data stream. */
  public boolean dataStream() {
    return kind == Kind.DATA_STREAM;
  }

  /** Whether Elasticsearch generates the ids of its documents from time and dimensions. */
  public boolean timeSeries() {
    return setting("index.mode").filter(TIME_SERIES::equals).isPresent();
  }

  /** Whether the concrete index is closed. */
  public boolean closed() {
    return closed;
  }

  /** A setting of the concrete index by its full name, such as {@code index.refresh_interval}. */
  public Optional<String> setting(String fullName) {
    return Optional.ofNullable(settings.get(fullName));
  }

  /** The explicit settings of the concrete index, by full name. */
  public Map<String, String> settings() {
    return settings;
  }

  @Override
  public String toString() {
    return kind + " " + indices;
  }
}
