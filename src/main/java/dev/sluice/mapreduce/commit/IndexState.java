package dev.sluice.mapreduce.commit;

import dev.sluice.client.index.IndexMeta;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** An index as it is at one moment. Immutable. */
public final class IndexState {

  private final String uuid;
  private final Map<String, String> settings;
  private final IndexMeta meta;

  public IndexState(String uuid, Map<String, String> settings, IndexMeta meta) {
    this.uuid = uuid;
    this.settings = Collections.unmodifiableMap(new HashMap<>(settings));
    this.meta = meta;
  }

  /** What tells it from another index of the same name. */
  String uuid() {
    return uuid;
  }

  /** The settings that were set, by full name. */
  Map<String, String> settings() {
    return settings;
  }

  /** The {@code _meta} of its mapping. */
  IndexMeta meta() {
    return meta;
  }

  /** Whether a write is acknowledged before it is on a disk. */
  boolean isAsync() {
    return "async".equals(settings.get("index.translog.durability"));
  }

  /** Whether documents of the index go through a pipeline, which may drop or move them. */
  boolean hasPipeline() {
    return isPipeline(settings.get("index.default_pipeline"))
        || isPipeline(settings.get("index.final_pipeline"));
  }

  private static boolean isPipeline(String name) {
    return name != null && !name.equals("_none");
  }
}
