package dev.sluice.mapreduce.input;

/** Where the types of the values in a map come from. */
public enum MapTypes {
  /** From the document alone, as its JSON is written. */
  JSON,
  /** From the mapping of the index, whichever way the document writes a value. */
  MAPPING
}
