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
 * How a search returns the documents of an index, by its settings and mapping. Server versions
 * differ; a server does not list settings that it does not know. Immutable.
 */
final class SearchedIndex {

  private static final String WINDOW = "index.max_result_window";
  private static final String REFRESH = "index.refresh_interval";
  private static final String MODE = "index.mode";
  private static final String SOURCE_MODE = "index.mapping.source.mode";
  private static final String LEAVES_OUT_VECTORS = "index.mapping.exclude_source_vectors";

  /** The settings to read, with their defaults. */
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
   * Describes an index.
   *
   * @param settings the settings of the index, flat, with defaults
   * @param source the {@code _source} section of its mapping
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

  /** The maximum page size in documents, limited to a sensible size. */
  int window() {
    String most = setting(WINDOW);
    return most.matches("\\d{1,9}")
        ? Math.min(Integer.parseInt(most), ReadShard.USUAL_WINDOW)
        : ReadShard.USUAL_WINDOW;
  }

  /** Whether a search omits vectors unless requested explicitly: from 9.2. */
  boolean leavesOutVectors() {
    return setting(LEAVES_OUT_VECTORS).equals("true");
  }

  /** Whether the index stores no documents. */
  boolean isWithoutSource() {
    return source.at("enabled").text().filter("false"::equals).isPresent()
        || sourceMode().equals("disabled");
  }

  private String sourceMode() {
    String mode = source.at("mode").text().orElse(setting(SOURCE_MODE)).toLowerCase(Locale.ROOT);
    // Older servers do not list this setting, but store time series like this.
    return mode.isEmpty() && setting(MODE).equals("time_series") ? "synthetic" : mode;
  }

  /** How returned documents differ from indexed ones, as text; empty if they do not. */
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
   * The refresh interval if documents may become visible long after they were acknowledged: {@code
   * -1} means never.
   */
  Optional<String> lateRefresh() {
    return Optional.ofNullable(given.get(REFRESH)).filter(text -> !text.matches("0|\\d{1,3}ms|1s"));
  }
}
