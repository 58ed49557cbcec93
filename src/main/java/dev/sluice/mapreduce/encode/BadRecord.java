package dev.sluice.mapreduce.encode;

/** What becomes of a record of which no document can be made. */
public enum BadRecord {
  /** It is kept and counted as a rejected document. */
  REJECT,
  /** The task fails. */
  FAIL
}
