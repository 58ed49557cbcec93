package org.elasticsearch.hadoop.mr;

import dev.sluice.io.MapValues;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.Writable;

/** As {@link LinkedMaps}, but for the document itself, which is Hadoop's own map. */
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
