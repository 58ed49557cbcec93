package org.elasticsearch.hadoop.mr;

import dev.sluice.io.MapValues;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.Writable;

/** Like {@link LinkedMaps}, but the document itself is a Hadoop {@code MapWritable}. */
final class HadoopMaps implements MapValues {

  private final LinkedMaps linked = new LinkedMaps();

  HadoopMaps() {}

  @Override
  public MapWritable map() {
    return linked.map();
  }

  @Override
  public MapWritable whole(MapWritable fields) {
    MapWritable document = new MapWritable();
    document.putAll(fields);
    return document;
  }

  @Override
  public Writable list(Class<? extends Writable> type, Writable[] values) {
    return linked.list(type, values);
  }
}
