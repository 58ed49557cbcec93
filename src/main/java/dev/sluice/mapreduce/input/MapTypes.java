package dev.sluice.mapreduce.input;

/** The source of the types in a map. */
public enum MapTypes {
  /** The JSON of the document. */
  JSON,
  /** The index mapping, however the document writes a value. */
  MAPPING
}
