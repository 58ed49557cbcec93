package dev.sluice.mapreduce.commit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** How an index is set while a job loads it. */
public enum LoadMode {
  /** As it is. */
  NORMAL,
  /**
   * For the load alone: no refresh, no replicas, no wait for the disk before a write is
   * acknowledged, no throttling of merges. Afterwards the index is as it was before.
   */
  BULK;

  private static final Map<String, String> FOR_THE_LOAD = forTheLoad();

  private static Map<String, String> forTheLoad() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("index.refresh_interval", "-1");
    // Would bring the replicas back.
    settings.put("index.auto_expand_replicas", "false");
    settings.put("index.number_of_replicas", "0");
    settings.put("index.translog.durability", "async");
    settings.put("index.merge.scheduler.auto_throttle", "false");
    return Collections.unmodifiableMap(settings);
  }

  /** What the settings of an index are changed to; none where it stays as it is. */
  Map<String, String> settings() {
    return this == BULK ? FOR_THE_LOAD : Collections.emptyMap();
  }
}
