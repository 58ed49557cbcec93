package dev.sluice.mapreduce.copy;

/** How dumped documents are laid out in a file. */
public enum DumpFormat {
  /** A line each. */
  NDJSON,
  /** A record each of a Hadoop sequence file. */
  SEQUENCE_FILE
}
