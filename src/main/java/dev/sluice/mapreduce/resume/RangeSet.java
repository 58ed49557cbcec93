package dev.sluice.mapreduce.resume;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A set of positions that consists of ranges; each includes its start and excludes its end. An end
 * of null means no limit. Not thread-safe.
 *
 * @param <T> the type of positions, such as offsets or row keys
 */
public final class RangeSet<T> {

  /** A range. */
  public static final class Range<T> {
    public final T start;

    /** Excluded; null for no limit. */
    public final T end;

    Range(T start, T end) {
      this.start = start;
      this.end = end;
    }

    @Override
    public String toString() {
      return "[" + start + ", " + (end == null ? "" : end) + ")";
    }
  }

  private final Comparator<? super T> order;

  /** The ends of disjoint ranges by their starts. */
  private final TreeMap<T, T> ends;

  public RangeSet(Comparator<? super T> order) {
    this.order = order;
    this.ends = new TreeMap<>(order);
  }

  /** Adds a range; an empty one changes nothing. */
  public void add(T start, T end) {
    if (isEmpty(start, end)) {
      return;
    }
    T from = start;
    T to = end;
    Map.Entry<T, T> before = ends.floorEntry(start);
    if (before != null && reaches(before.getValue(), start)) {
      from = before.getKey();
      to = later(to, before.getValue());
    }
    Map.Entry<T, T> next = ends.higherEntry(from);
    while (next != null && reaches(to, next.getKey())) {
      to = later(to, next.getValue());
      ends.remove(next.getKey());
      next = ends.higherEntry(from);
    }
    ends.put(from, to);
  }

  /** The parts of a range that are not in this set, in order. */
  public List<Range<T>> missingIn(T start, T end) {
    List<Range<T>> missing = new ArrayList<>();
    T at = start;
    Map.Entry<T, T> before = ends.floorEntry(start);
    if (before != null && reaches(before.getValue(), start)) {
      if (before.getValue() == null) {
        return missing;
      }
      at = before.getValue();
    }
    for (Map.Entry<T, T> next : after(at, end).entrySet()) {
      addTo(missing, at, next.getKey());
      if (next.getValue() == null) {
        return missing;
      }
      at = next.getValue();
    }
    addTo(missing, at, end);
    return missing;
  }

  private Map<T, T> after(T start, T end) {
    if (isEmpty(start, end)) {
      return Collections.emptyMap();
    }
    return end == null ? ends.tailMap(start, true) : ends.subMap(start, true, end, false);
  }

  private void addTo(List<Range<T>> missing, T start, T end) {
    if (!isEmpty(start, end)) {
      missing.add(new Range<>(start, end));
    }
  }

  private boolean isEmpty(T start, T end) {
    return end != null && order.compare(start, end) >= 0;
  }

  private boolean reaches(T end, T position) {
    return end == null || order.compare(end, position) >= 0;
  }

  private T later(T one, T other) {
    return one == null || other == null ? null : order.compare(one, other) >= 0 ? one : other;
  }

  @Override
  public String toString() {
    return ends.toString();
  }
}
