package dev.sluice.cli.check;

import dev.sluice.client.cluster.JsonTree;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An index template of the cluster, without its components. Immutable. */
final class IndexTemplate {

  private final String name;
  private final JsonTree template;

  private IndexTemplate(String name, JsonTree template) {
    this.name = name;
    this.template = template;
  }

  /**
   * The template that the server would use for an index.
   *
   * @param all the templates by name, as in the cluster state
   */
  static Optional<IndexTemplate> best(String index, JsonTree all) {
    return all.fields().entrySet().stream()
        .map(entry -> new IndexTemplate(entry.getKey(), entry.getValue()))
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
    return NewIndexBody.flat(template.at("template", "settings"));
  }
}
