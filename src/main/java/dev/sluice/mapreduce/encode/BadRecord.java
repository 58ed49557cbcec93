package dev.sluice.mapreduce.encode;

/** The handling of a record that cannot be converted to a document. */
public enum BadRecord {
  /** Save and count it as a rejected document. */
  REJECT,
  /** Fail the task. */
  FAIL
}
