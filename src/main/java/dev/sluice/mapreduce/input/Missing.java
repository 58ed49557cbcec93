package dev.sluice.mapreduce.input;

/** What is done about an index that is to be read and is not there. */
public enum Missing {
  /** The job is refused. */
  FAIL,
  /** Nothing is read from it. */
  EMPTY
}
