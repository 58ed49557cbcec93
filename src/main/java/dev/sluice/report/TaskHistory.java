package dev.sluice.report;

import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonScan;
import dev.sluice.json.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What a task attempt did over time, for the report: its time series and its errors. */
public final class TaskHistory {

  /** The number of intervals of a task: a file of a few kilobytes. */
  public static final int MOST_INTERVALS = 64;

  private final long startedMillis;
  private final long updatedMillis;
  private final TimeSeries series;
  private final ErrorTally errors;

  private TaskHistory(
      long startedMillis, long updatedMillis, TimeSeries series, ErrorTally errors) {
    this.startedMillis = startedMillis;
    this.updatedMillis = updatedMillis;
    this.series = series;
    this.errors = errors;
  }

  /** A history from its beginning to its last update, in milliseconds since 1970. */
  public static TaskHistory of(
      long startedMillis, long updatedMillis, TimeSeries series, ErrorTally errors) {
    return new TaskHistory(startedMillis, updatedMillis, series, errors);
  }

  public long startedMillis() {
    return startedMillis;
  }

  public long updatedMillis() {
    return updatedMillis;
  }

  public TimeSeries series() {
    return series;
  }

  public ErrorTally errors() {
    return errors;
  }

  /** One JSON object. */
  public String toJson() {
    ByteArray bytes = new ByteArray(4_096);
    JsonWriter json = new JsonWriter(bytes).startObject();
    json.name("started").value(startedMillis).name("updated").value(updatedMillis);
    json.name("series");
    series.writeTo(json);
    json.name("errors");
    errors.writeTo(json);
    json.endObject();
    return new String(bytes.array(), 0, bytes.length(), StandardCharsets.UTF_8);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IOException if it is something else
   */
  public static TaskHistory read(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    JsonScan scan = new JsonScan(bytes, 0, bytes.length);
    long started = 0;
    long updated = 0;
    TimeSeries series = TimeSeries.ofAtMost(MOST_INTERVALS);
    ErrorTally errors = new ErrorTally();
    scan.enter('{');
    while (scan.more('}')) {
      scan.name();
      if (scan.is("series")) {
        series = TimeSeries.read(scan, MOST_INTERVALS);
      } else if (scan.is("errors")) {
        errors = ErrorTally.read(scan);
      } else {
        boolean start = scan.is("started");
        boolean update = scan.is("updated");
        scan.value();
        started = start ? scan.number() : started;
        updated = update ? scan.number() : updated;
      }
    }
    scan.end();
    return new TaskHistory(started, updated, series, errors);
  }
}
