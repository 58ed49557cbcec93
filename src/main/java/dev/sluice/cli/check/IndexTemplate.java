package dev.sluice.cli.check;

import dev.sluice.client.cluster.JsonTree;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An index template of the cluster, with its components. Immutable. */
final class IndexTemplate {

  private final String name;
  private final JsonTree template;
  private final JsonTree components;

  private IndexTemplate(String name, JsonTree template, JsonTree components) {
    this.name = name;
    this.template = template;
    this.components = components;
  }

  /**
   * The template that the server would use for an index.
   *
   * @param all the templates by name, as in the cluster state
   * @param components the component templates by name
   */
  static Optional<IndexTemplate> best(String index, JsonTree all, JsonTree components) {
    return all.fields().entrySet().stream()
        .map(entry -> new IndexTemplate(entry.getKey(), entry.getValue(), components))
        .filter(template -> template.fits(index))
        .max(Comparator.comparingLong(IndexTemplate::priority));
  }

  private long priority() {
    return template.at("priority").number().orElse(0);
  }

  private boolean fits(String index) {
    return template.at("index_patterns").texts().stream()
        .anyMatch(pattern -> index.matches(regex(pattern)));
  }

  private static String regex(String pattern) {
    return Arrays.stream(pattern.split("\\*", -1))
        .map(Pattern::quote)
        .collect(Collectors.joining(".*"));
  }

  String name() {
    return name;
  }

  boolean isForStreams() {
    return template.fields().containsKey("data_stream");
  }

  /** The settings without their prefix {@code index.}. */
  Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    for (String component : template.at("composed_of").texts()) {
      settings.putAll(NewIndexBody.flat(components.at(component, "template", "settings")));
    }
    settings.putAll(NewIndexBody.flat(template.at("template", "settings")));
    return settings;
  }
}
