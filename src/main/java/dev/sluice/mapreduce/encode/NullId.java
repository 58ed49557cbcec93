package dev.sluice.mapreduce.encode;

/** The handling of a document whose id field is null. */
public enum NullId {
  /** Reject the document. */
  REJECT,
  /** Generate an id, as for documents without one. */
  GENERATE
}
