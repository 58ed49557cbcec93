package dev.sluice.mapreduce.input;

/** The handling of something that cannot be read. */
public enum OnFault {
  /** Fail. */
  FAIL,
  /** Skip it and log a warning. */
  SKIP
}
