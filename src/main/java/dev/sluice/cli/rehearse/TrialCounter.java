package dev.sluice.cli.rehearse;

/** The Hadoop counters with the figures of a trial, summed up over its tasks. */
enum TrialCounter {
  /** Tasks that measured. */
  TASKS,
  /** Tasks that went at the pace of their source. */
  BY_SOURCE,
  /** Tasks that read their whole part of the sample. */
  ENDED,
  /** Bytes of the source that were read, as the source counts them. */
  SOURCE_BYTES,
  /** Records that were read. */
  RECORDS,
  /** Bytes of these records. */
  RECORD_BYTES,
  /** Documents in 1,000 seconds. */
  DOCUMENTS_PER_KILOSECOND,
  /** Bytes of requests in a second. */
  BYTES_PER_SECOND,
  /** Documents in the window. */
  DOCUMENTS,
  /** Requests that were answered in the window. */
  REQUESTS,
  /** Those that were refused with 429. */
  REFUSED,
  /** Time of all stages in the window, in microseconds. */
  WINDOW_MICROS,
  SOURCE_MICROS,
  ENCODING_MICROS,
  MEMORY_MICROS,
  PAUSED_MICROS,
  REQUEST_MICROS,
  SERVER_MICROS,
  /** Requests in flight, summed up over the window. */
  IN_FLIGHT_MICROS,
  /** How much longer the last documents of a task took than at the rate of the others. */
  TAIL_MICROS;

  /** Their group. */
  static final String GROUP = "Sluice rehearsal";
}
