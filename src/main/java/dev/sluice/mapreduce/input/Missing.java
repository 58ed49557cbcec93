package dev.sluice.mapreduce.input;

/** The handling of a missing index. */
public enum Missing {
  /** Refuse the job. */
  FAIL,
  /** Treat it as empty. */
  EMPTY
}
