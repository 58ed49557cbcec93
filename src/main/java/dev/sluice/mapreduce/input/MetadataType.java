package dev.sluice.mapreduce.input;

/** The types of metadata in a map. */
public enum MetadataType {
  /** Natural types: {@code Text}, {@code LongWritable}, {@code FloatWritable}. */
  VALUES,
  /** Always {@code Text}. */
  TEXT
}
