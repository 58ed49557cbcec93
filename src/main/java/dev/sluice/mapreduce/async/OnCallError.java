package dev.sluice.mapreduce.async;

/** What becomes of a document whose call failed. */
public enum OnCallError {
  /** The attempt fails. */
  FAIL,
  /** The document is rejected. */
  REJECT
}
