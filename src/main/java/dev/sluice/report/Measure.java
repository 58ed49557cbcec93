package dev.sluice.report;

import java.util.Locale;

/** A figure of a time series: a sum for each interval. Times are in milliseconds. */
public enum Measure {
  /** Documents with an outcome. */
  DOCUMENTS,
  /** Bytes of bulk requests. */
  BYTES,
  /** Bulk requests that were answered or failed. */
  REQUESTS,
  /** Bulk requests refused with status 429, as a whole or in part. */
  REFUSED,
  /** Documents sent again. */
  RESENT,
  /** Documents rejected. */
  REJECTED,
  /** Requests in flight, summed up over the time. */
  IN_FLIGHT_MS,
  /** Running tasks, summed up over the time. */
  TASK_MS,
  SOURCE_MS,
  ENCODING_MS,
  MEMORY_MS,
  ANSWERS_MS,
  PAUSED_MS,
  REQUESTS_MS,
  SERVER_MS;

  /** The measure of the time spent on a stage. */
  public static Measure of(Stage stage) {
    return valueOf(stage.field().toUpperCase(Locale.ROOT));
  }

  /** The name in JSON. */
  public String field() {
    return name().toLowerCase(Locale.ROOT);
  }
}
