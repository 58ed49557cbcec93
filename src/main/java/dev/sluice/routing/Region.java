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
 * A range of row keys, from which server it is read, and how much it holds. The start is part of
 * the range, the end is not; an empty end means that there is none. Immutable.
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
   * A region.
   *
   * @param server the name of its server; empty where that is not known
   * @param bytes 0 where that is not known
   */
  public static Region of(byte[] start, byte[] end, String server, long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("a region size must not be negative: " + bytes + " bytes");
    }
    return new Region(start.clone(), end.clone(), Objects.requireNonNull(server, "server"), bytes);
  }

  /**
   * Regions over the same cuts, by key, that cover every row key exactly once: each ends where the
   * next begins, the first has no start and the last no end. A list that was read while a region
   * was split may name the region beside its halves, or leave out one of them; where regions begin
   * is then the only thing to go by, and a row read twice or never would be worse than a range that
   * is none of the server's.
   *
   * @param listed at least one
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

  /** The first key; a copy. */
  public byte[] start() {
    return start.clone();
  }

  /** The first key that is not in it, empty where there is none; a copy. */
  public byte[] end() {
    return end.clone();
  }

  /** The name of its server; empty where that is not known. */
  public String server() {
    return server;
  }

  /** How much it holds; 0 where that is not known. */
  public long bytes() {
    return bytes;
  }

  /** The same range with another size. */
  Region holding(long other) {
    return new Region(start, end, server, other);
  }

  /** Whether a key lies in it, but is not its first. */
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
