package dev.sluice.mapreduce.copy;

/** Which documents of the source a copy reads. */
public enum CopyStart {
  /** All. */
  ALL,
  /** Those written since the last copy that succeeded. */
  LAST
}
