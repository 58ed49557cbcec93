package dev.sluice.mapreduce.copy;

/** The file format of a dump. */
public enum DumpFormat {
  /** One line for each document. */
  NDJSON,
  /** One record of a Hadoop sequence file for each document. */
  SEQUENCE_FILE
}
