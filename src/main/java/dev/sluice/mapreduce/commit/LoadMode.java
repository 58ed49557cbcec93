package dev.sluice.mapreduce.commit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The settings of an index during a load. */
public enum LoadMode {
  /** Unchanged. */
  NORMAL,
  /**
   * During the load: no refresh, no replicas, asynchronous translog, no merge throttling. The
   * original settings are restored at the end.
   */
  BULK;

  private static final Map<String, String> FOR_THE_LOAD = forTheLoad();

  private static Map<String, String> forTheLoad() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("index.refresh_interval", "-1");
    // It would bring the replicas back.
    settings.put("index.auto_expand_replicas", "false");
    settings.put("index.number_of_replicas", "0");
    settings.put("index.translog.durability", "async");
    settings.put("index.merge.scheduler.auto_throttle", "false");
    return Collections.unmodifiableMap(settings);
  }

  /** The settings to change; empty if none. */
  Map<String, String> settings() {
    return this == BULK ? FOR_THE_LOAD : Collections.emptyMap();
  }
}
