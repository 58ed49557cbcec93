package dev.sluice.mapreduce;

/** What a mapper gets beside a document's id. */
public enum ReadValue {
  /** Its JSON as {@code Text}. */
  TEXT,
  /** Its JSON as {@code BytesWritable}. */
  BYTES,
  /** Its fields as {@code MapWritable}. */
  MAP,
  /** All of it as {@link DocumentWritable}. */
  DOCUMENT
}
