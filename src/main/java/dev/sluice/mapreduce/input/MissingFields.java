package dev.sluice.mapreduce.input;

/** What to do about a field that is asked for and that no mapping has. */
public enum MissingFields {
  /** Nothing. */
  IGNORE,
  /** Say so. */
  WARN,
  /** Refuse the job. */
  FAIL
}
