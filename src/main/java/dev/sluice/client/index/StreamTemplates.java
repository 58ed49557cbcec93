package dev.sluice.client.index;

import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.cluster.NodeFailover;
import dev.sluice.client.http.HttpRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The index templates of the server that create data streams. Immutable. */
public final class StreamTemplates {

  private static final String PATH =
      "/_index_template?filter_path=index_templates.index_template.index_patterns,"
          + "index_templates.index_template.priority,index_templates.index_template.data_stream,"
          + "index_templates.index_template.template.settings.index.mode";

  private final JsonTree templates;

  private StreamTemplates(JsonTree templates) {
    this.templates = templates;
  }

  /** Reads the templates; empty if the credentials do not allow it. */
  public static Optional<StreamTemplates> ask(NodeFailover control) {
    try {
      return Optional.of(in(control.ask(HttpRequest.get(PATH), JsonTree::read)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The templates in a reply. */
  static StreamTemplates in(JsonTree answer) {
    return new StreamTemplates(answer.at("index_templates"));
  }

  /** The template of a name, if it creates a data stream. */
  public Optional<FutureStream> of(String name) {
    JsonTree best = null;
    long highest = Long.MIN_VALUE;
    for (JsonTree item : templates.items()) {
      JsonTree template = item.at("index_template");
      long priority = template.at("priority").number().orElse(0);
      if (priority > highest && fits(template, name)) {
        best = template;
        highest = priority;
      }
    }
    if (best == null || !best.fields().containsKey("data_stream")) {
      return Optional.empty();
    }
    String mode = best.at("template", "settings", "index", "mode").text().orElse("");
    return Optional.of(new FutureStream(mode));
  }

  private static boolean fits(JsonTree template, String name) {
    return template.at("index_patterns").items().stream()
        .map(pattern -> pattern.text().orElse(""))
        .anyMatch(pattern -> matches(pattern, name));
  }

  private static boolean matches(String pattern, String name) {
    String[] parts = pattern.split("\\*", -1);
    StringBuilder regex = new StringBuilder(Pattern.quote(parts[0]));
    for (int i = 1; i < parts.length; i++) {
      regex.append(".*").append(Pattern.quote(parts[i]));
    }
    return name.matches(regex.toString());
  }
}
