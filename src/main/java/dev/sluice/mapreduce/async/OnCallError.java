package dev.sluice.mapreduce.async;

/** The handling of a document whose call failed. */
public enum OnCallError {
  /** Fail the attempt. */
  FAIL,
  /** Reject the document. */
  REJECT
}
