package dev.sluice.report;

import dev.sluice.json.JsonObject;
import dev.sluice.json.JsonScan;
import dev.sluice.json.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Measures and latencies by time, in intervals of equal width. If they span more intervals than
 * allowed, neighbors are merged in pairs, which doubles the width and keeps all sums. Intervals
 * begin at multiples of their width since 1970, so that the series of several tasks can be added
 * up. Not thread-safe.
 */
public final class TimeSeries {

  /** The width of the first intervals. */
  public static final long FINEST_MILLIS = 1_000;

  private static final String WIDTH = "width_ms";
  private static final String INTERVALS = "intervals";
  private static final String AT = "at";
  private static final String LATENCY = "latency";

  private final int most;
  private long widthMillis = FINEST_MILLIS;
  private NavigableMap<Long, Interval> intervals = new TreeMap<>();

  /** What happened in one interval. */
  public static final class Interval {
    private Measures sums = Measures.NONE;
    private Latencies latencies;

    /** The sums. */
    public Measures sums() {
      return sums;
    }

    /** The durations of the bulk requests; empty if there were none. */
    public Optional<Latencies> latencies() {
      return Optional.ofNullable(latencies);
    }

    private void add(Latencies more) {
      if (more.count() > 0) {
        if (latencies == null) {
          latencies = Latencies.none();
        }
        latencies.addAll(more);
      }
    }

    private void add(Interval other) {
      sums = sums.plus(other.sums);
      other.latencies().ifPresent(this::add);
    }
  }

  private TimeSeries(int most) {
    this.most = most;
  }

  /**
   * An empty series.
   *
   * @param most the number of intervals that it may span, at least 1
   */
  public static TimeSeries ofAtMost(int most) {
    return new TimeSeries(most);
  }

  /**
   * Adds what happened between two points in time; each interval gets its share of it.
   *
   * @param fromMillis since 1970
   * @param toMillis since 1970; not earlier than the beginning, or that counts as the same time
   */
  public void add(long fromMillis, long toMillis, Measures sums, Latencies latencies) {
    long from = Math.min(fromMillis, toMillis);
    fit(from, toMillis);
    at((from + toMillis) / 2).add(latencies);
    Measures given = Measures.NONE;
    long last = number(toMillis);
    for (long number = number(from); number <= last; number++) {
      long end = Math.min(toMillis, (number + 1) * widthMillis);
      Measures until =
          number == last ? sums : sums.share((double) (end - from) / (toMillis - from));
      Interval interval = numbered(number);
      interval.sums = interval.sums.plus(until.minus(given));
      given = until;
    }
  }

  /** Adds the intervals of another series. */
  public void addAll(TimeSeries other) {
    while (widthMillis < other.widthMillis) {
      mergePairs();
    }
    other.intervals.forEach(
        (number, interval) -> {
          long millis = number * other.widthMillis;
          fit(millis, millis);
          at(millis).add(interval);
        });
  }

  private Interval at(long millis) {
    return numbered(number(millis));
  }

  private Interval numbered(long number) {
    return intervals.computeIfAbsent(number, first -> new Interval());
  }

  private long number(long millis) {
    return Math.floorDiv(millis, widthMillis);
  }

  /** Widens the intervals until this time and what is there do not span too many. */
  private void fit(long fromMillis, long toMillis) {
    while (span(number(fromMillis), number(toMillis)) > most) {
      mergePairs();
    }
  }

  private long span(long first, long last) {
    return intervals.isEmpty()
        ? last - first + 1
        : Math.max(last, intervals.lastKey()) - Math.min(first, intervals.firstKey()) + 1;
  }

  private void mergePairs() {
    NavigableMap<Long, Interval> wider = new TreeMap<>();
    intervals.forEach(
        (number, interval) ->
            wider.computeIfAbsent(Math.floorDiv(number, 2), first -> new Interval()).add(interval));
    intervals = wider;
    widthMillis *= 2;
  }

  /** The same series, which does not change with this one. */
  public TimeSeries copy() {
    TimeSeries copy = new TimeSeries(most);
    copy.widthMillis = widthMillis;
    intervals.forEach((number, interval) -> copy.numbered(number).add(interval));
    return copy;
  }

  /** The width of the intervals. */
  public long widthMillis() {
    return widthMillis;
  }

  /** The beginnings of the intervals from the first to the last, in milliseconds since 1970. */
  public List<Long> beginnings() {
    List<Long> all = new ArrayList<>();
    if (!intervals.isEmpty()) {
      for (long number = intervals.firstKey(); number <= intervals.lastKey(); number++) {
        all.add(number * widthMillis);
      }
    }
    return all;
  }

  /** The interval with this beginning. */
  public Interval intervalAt(long beginning) {
    return intervals.getOrDefault(number(beginning), new Interval());
  }

  /** The sums over all intervals. */
  public Measures sums() {
    return intervals.values().stream().map(Interval::sums).reduce(Measures.NONE, Measures::plus);
  }

  /** The durations of all intervals. */
  public Latencies latencies() {
    Latencies all = Latencies.none();
    intervals.values().forEach(each -> each.latencies().ifPresent(all::addAll));
    return all;
  }

  /** Writes an object, without what is zero. */
  public void writeTo(JsonWriter json) {
    json.startObject().name(WIDTH).value(widthMillis).name(INTERVALS).startArray();
    intervals.forEach(
        (number, interval) -> {
          json.startObject().name(AT).value(number * widthMillis);
          for (Measure measure : Measure.values()) {
            long value = interval.sums.get(measure);
            if (value != 0) {
              json.name(measure.field()).value(value);
            }
          }
          interval.latencies().ifPresent(its -> json.name(LATENCY).value(its.encoded()));
          json.endObject();
        });
    json.endArray().endObject();
  }

  /**
   * Reads what {@link #writeTo} wrote.
   *
   * @throws IOException if it is something else
   */
  static TimeSeries read(JsonScan scan, int most) throws IOException {
    TimeSeries series = new TimeSeries(most);
    scan.enter('{');
    while (scan.more('}')) {
      scan.name();
      if (scan.is(WIDTH)) {
        scan.value();
        series.widthMillis = Math.max(1, scan.number());
      } else if (scan.is(INTERVALS)) {
        scan.enter('[');
        while (scan.more(']')) {
          series.read(JsonObject.read(scan));
        }
      } else {
        scan.value();
      }
    }
    return series;
  }

  private void read(Map<String, String> fields) throws IOException {
    Interval interval = at(JsonObject.number(fields, AT));
    Map<Measure, Long> values = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      values.put(measure, JsonObject.number(fields, measure.field()));
    }
    interval.sums = interval.sums.plus(Measures.of(values));
    if (fields.containsKey(LATENCY)) {
      interval.add(Latencies.decoded(fields.get(LATENCY)));
    }
  }
}
