package dev.sluice.bulk;

/** The compression of request bodies. */
public enum Compression {
  /** No compression. */
  NONE,
  /** gzip, in the thread that sends the request. */
  GZIP
}
