package dev.sluice.bulk;

/** How the body of a request is compressed. */
public enum Compression {
  /** Not at all. */
  NONE,
  /** By gzip, in the thread that sends it. */
  GZIP
}
