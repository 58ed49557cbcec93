package org.elasticsearch.hadoop.mr;

import org.apache.hadoop.io.MapWritable;

/** Like {@link LinkedMaps}, but the document itself is a Hadoop {@code MapWritable}. */
final class HadoopMaps extends LinkedMaps {

  HadoopMaps() {}

  @Override
  public MapWritable whole(MapWritable fields) {
    MapWritable document = new MapWritable();
    document.putAll(fields);
    return document;
  }
}
