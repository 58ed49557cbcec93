package dev.sluice.client.search;

import dev.sluice.client.cluster.JsonTree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a search gives of the documents of an index, by its settings and mapping. Versions of
 * servers differ in it; what a server does not know, it does not list among its settings.
 * Immutable.
 */
final class SearchedIndex {

  private static final String WINDOW = "index.max_result_window";
  private static final String REFRESH = "index.refresh_interval";
  private static final String MODE = "index.mode";
  private static final String SOURCE_MODE = "index.mapping.source.mode";
  private static final String LEAVES_OUT_VECTORS = "index.mapping.exclude_source_vectors";

  /** The settings to ask for, with their defaults. */
  static final String SETTINGS =
      String.join(",", WINDOW, REFRESH, MODE, SOURCE_MODE, LEAVES_OUT_VECTORS);

  private final Map<String, String> given;
  private final Map<String, String> defaults;
  private final JsonTree source;

  private SearchedIndex(Map<String, String> given, Map<String, String> defaults, JsonTree source) {
    this.given = given;
    this.defaults = defaults;
    this.source = source;
  }

  /**
   * Of an index.
   *
   * @param settings the settings of the index, flat, with defaults
   * @param source what its mapping says of {@code _source}
   */
  static SearchedIndex of(JsonTree settings, JsonTree source) {
    return new SearchedIndex(
        texts(settings.at("settings")), texts(settings.at("defaults")), source);
  }

  private static Map<String, String> texts(JsonTree settings) {
    Map<String, String> texts = new HashMap<>();
    settings.fields().forEach((key, value) -> value.text().ifPresent(text -> texts.put(key, text)));
    return Collections.unmodifiableMap(texts);
  }

  private String setting(String key) {
    return given.getOrDefault(key, defaults.getOrDefault(key, ""));
  }

  /** How many documents a page may have, as far as we would go. */
  int window() {
    String most = setting(WINDOW);
    return most.matches("\\d{1,9}")
        ? Math.min(Integer.parseInt(most), ReadShard.USUAL_WINDOW)
        : ReadShard.USUAL_WINDOW;
  }

  /** Whether a search leaves vectors out of documents unless it asks for them: from 9.2 on. */
  boolean leavesOutVectors() {
    return setting(LEAVES_OUT_VECTORS).equals("true");
  }

  /** Whether it keeps no documents at all. */
  boolean isWithoutSource() {
    return source.at("enabled").text().filter("false"::equals).isPresent()
        || sourceMode().equals("disabled");
  }

  private String sourceMode() {
    String mode = source.at("mode").text().orElse(setting(SOURCE_MODE)).toLowerCase(Locale.ROOT);
    // Older servers list no such setting, and keep time series so.
    return mode.isEmpty() && setting(MODE).equals("time_series") ? "synthetic" : mode;
  }

  /** What it gives that is not the document as it was indexed, in words; absent where it is. */
  Optional<String> deviation() {
    List<String> parts = new ArrayList<>();
    for (String kind : new String[] {"includes", "excludes"}) {
      List<String> fields = new ArrayList<>();
      source.at(kind).items().forEach(field -> field.text().ifPresent(fields::add));
      if (!fields.isEmpty()) {
        parts.add(
            "stores only a part of each document (_source."
                + kind
                + ": "
                + String.join(", ", fields)
                + ")");
      }
    }
    if (sourceMode().equals("synthetic")) {
      parts.add(
          "rebuilds documents from their fields (synthetic _source: the order of fields and arrays,"
              + " and the format of numbers can differ)");
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(", and ", parts));
  }

  /**
   * The interval at which what was written becomes visible, where that may be long after it was
   * acknowledged: {@code -1} is never.
   */
  Optional<String> lateRefresh() {
    return Optional.ofNullable(given.get(REFRESH)).filter(text -> !text.matches("0|\\d{1,3}ms|1s"));
  }
}
