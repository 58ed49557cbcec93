package org.opensearch.hadoop.mr;

import org.apache.hadoop.io.MapWritable;

/** A {@code MapWritable} that keeps the insertion order of its keys. */
public class LinkedMapWritable extends org.elasticsearch.hadoop.mr.LinkedMapWritable {

  /** Creates an empty map. */
  public LinkedMapWritable() {}

  /** Copies a map in its order. */
  public LinkedMapWritable(MapWritable other) {
    super(other);
  }
}
