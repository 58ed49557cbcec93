package dev.sluice.mapreduce.encode;

/** What becomes of a document whose field with the id is null. */
public enum NullId {
  /** It is rejected. */
  REJECT,
  /** It gets an id as documents without one do. */
  GENERATE
}
