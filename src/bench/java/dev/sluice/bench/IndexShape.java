package dev.sluice.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The index that everybody fills. */
record IndexShape(int shards, int replicas) {

  private static final String REPLICAS = "number_of_replicas";

  /** How many shards it has, each copy counted. */
  int copies() {
    return shards * (1 + replicas);
  }

  /**
   * The body of the request that creates it.
   *
   * @param more settings, beside those of this or in their place
   */
  String toJson(Map<String, String> more) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("number_of_shards", Integer.toString(shards));
    settings.put(REPLICAS, Integer.toString(replicas));
    settings.putAll(more);
    return """
        {
          "settings": {%s},
          "mappings": {
            "properties": {
              "id": {"type": "keyword"},
              "url": {"type": "keyword"},
              "fetched": {"type": "date"},
              "title": {"type": "text"},
              "text": {"type": "text"},
              "html": {"type": "text"}
            }
          }
        }
        """
        .formatted(
            settings.entrySet().stream()
                .map(setting -> "\"" + setting.getKey() + "\": \"" + setting.getValue() + "\"")
                .collect(Collectors.joining(", ")));
  }

  /** The body of the request that takes the settings back that it was created with. */
  String without(Map<String, String> more) {
    return more.keySet().stream()
        .map(key -> "\"" + key + "\": " + (key.equals(REPLICAS) ? replicas : "null"))
        .collect(Collectors.joining(", ", "{\"index\": {", "}}"));
  }
}
