package dev.sluice.mapreduce.input;

/** What the metadata in a map are. */
public enum MetadataType {
  /** Each what it is: {@code Text}, {@code LongWritable}, {@code FloatWritable}. */
  VALUES,
  /** All of them {@code Text}. */
  TEXT
}
