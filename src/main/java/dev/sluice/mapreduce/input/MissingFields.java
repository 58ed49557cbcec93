package dev.sluice.mapreduce.input;

/** The handling of a requested field that is not in any mapping. */
public enum MissingFields {
  /** Ignore it. */
  IGNORE,
  /** Log a warning. */
  WARN,
  /** Refuse the job. */
  FAIL
}
