package dev.sluice.mapreduce.commit;

import dev.sluice.client.index.IndexMeta;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** A snapshot of the state of an index. Immutable. */
public final class IndexState {

  private final String uuid;
  private final Map<String, String> settings;
  private final IndexMeta meta;

  public IndexState(String uuid, Map<String, String> settings, IndexMeta meta) {
    this.uuid = uuid;
    this.settings = Collections.unmodifiableMap(new HashMap<>(settings));
    this.meta = meta;
  }

  /** The uuid, which differs for a recreated index with the same name. */
  String uuid() {
    return uuid;
  }

  /** The explicit settings, by full name. */
  Map<String, String> settings() {
    return settings;
  }

  /** The {@code _meta} of the mapping. */
  IndexMeta meta() {
    return meta;
  }

  /** Whether writes are acknowledged before they reach the disk. */
  boolean isAsync() {
    return "async".equals(settings.get("index.translog.durability"));
  }

  /** Whether the index has an ingest pipeline, which may drop or move documents. */
  boolean hasPipeline() {
    return isPipeline(settings.get("index.default_pipeline"))
        || isPipeline(settings.get("index.final_pipeline"));
  }

  private static boolean isPipeline(String name) {
    return name != null && !name.equals("_none");
  }
}
