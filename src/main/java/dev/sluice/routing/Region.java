package dev.sluice.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;

/**
 * A range of row keys with its server and its size. The start is inclusive, the end exclusive; an
 * empty end means no limit. Immutable.
 */
@InterfaceAudience.LimitedPrivate("input formats over rows")
@InterfaceStability.Evolving
public final class Region {

  private final byte[] start;
  private final byte[] end;
  private final String server;
  private final long bytes;

  private Region(byte[] start, byte[] end, String server, long bytes) {
    this.start = start;
    this.end = end;
    this.server = server;
    this.bytes = bytes;
  }

  /**
   * Creates a region.
   *
   * @param server the server name; empty if unknown
   * @param bytes the size in bytes; 0 if unknown
   */
  public static Region of(byte[] start, byte[] end, String server, long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("a region size must not be negative: " + bytes + " bytes");
    }
    return new Region(start.clone(), end.clone(), Objects.requireNonNull(server, "server"), bytes);
  }

  /**
   * Returns regions with the same boundaries that cover every row key exactly once, in key order:
   * each ends where the next one starts, the first has no start and the last no end. A list read
   * during a region split may contain the parent beside its daughters, or miss one daughter. Then
   * only the start keys are reliable. A row read twice or never would be worse than a range that
   * matches no region.
   *
   * @param listed at least one region
   */
  public static List<Region> covering(List<Region> listed) {
    Map<byte[], Region> byStart = new TreeMap<>(RowKey::compare);
    listed.forEach(region -> byStart.put(region.start, region));
    List<Region> cuts = new ArrayList<>(byStart.values());
    List<Region> covering = new ArrayList<>();
    for (int i = 0; i < cuts.size(); i++) {
      Region region = cuts.get(i);
      byte[] start = i == 0 ? new byte[0] : region.start;
      byte[] end = i == cuts.size() - 1 ? new byte[0] : cuts.get(i + 1).start;
      covering.add(new Region(start, end, region.server, region.bytes));
    }
    return Collections.unmodifiableList(covering);
  }

  /** The first key, inclusive; a copy. */
  public byte[] start() {
    return start.clone();
  }

  /** The end key, exclusive; empty if there is none; a copy. */
  public byte[] end() {
    return end.clone();
  }

  /** The server name; empty if unknown. */
  public String server() {
    return server;
  }

  /** The size in bytes; 0 if unknown. */
  public long bytes() {
    return bytes;
  }

  /** The same range with another size in bytes. */
  Region holding(long other) {
    return new Region(start, end, server, other);
  }

  /** Whether the key is inside the range and is not its first key. */
  boolean hasWithin(byte[] key) {
    return RowKey.compare(start, key) < 0 && (end.length == 0 || RowKey.compare(key, end) < 0);
  }

  int compareStart(Region other) {
    return RowKey.compare(start, other.start);
  }

  @Override
  public String toString() {
    return Arrays.toString(start) + ".." + Arrays.toString(end) + " on " + server + ", " + bytes;
  }
}
