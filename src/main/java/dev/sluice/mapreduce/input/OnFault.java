package dev.sluice.mapreduce.input;

/** What to do about something that cannot be read. */
public enum OnFault {
  /** End there. */
  FAIL,
  /** Go on without it, and say so. */
  SKIP
}
