package dev.sluice.cli.rehearse;

import dev.sluice.client.cluster.JsonFields;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The body of the request that creates a scratch index: the settings and mapping of the real one,
 * without aliases and lifecycle policies, and with the mark of the rehearsal. Immutable.
 */
final class ScratchBody {

  private static final List<String> LIFECYCLE =
      Collections.unmodifiableList(
          Arrays.asList(
              "lifecycle",
              "index.lifecycle",
              "plugins.index_state_management",
              "opendistro.index_state_management"));

  private static final String REFRESH = "index.refresh_interval";
  private static final String IDLE_AFTER = "index.search.idle.after";
  private static final Predicate<String> SEARCH =
      Pattern.compile("^(index\\.)?search(\\.idle.*)?$").asPredicate();

  private static final String PROPERTIES = "properties";
  private static final String META = "_meta";

  private final JsonFields settings;
  private final JsonFields mappings;

  private ScratchBody(JsonFields settings, JsonFields mappings) {
    this.settings = settings;
    this.mappings = mappings;
  }

  /** The body of a create request; empty for one without settings and mappings. */
  static ScratchBody of(Optional<String> body) {
    JsonFields all = body.map(JsonFields::parse).orElse(JsonFields.NONE);
    JsonFields given = all.object("settings");
    JsonFields settings = given.without("index");
    JsonFields index = given.object("index");
    for (String name : index.names()) {
      settings = settings.with("index." + name, index.get(name).get());
    }
    return new ScratchBody(settings, all.object("mappings"));
  }

  /** A copy with the settings and fields of another body, which count more. */
  ScratchBody with(ScratchBody stronger) {
    JsonFields fields = over(mappings.object(PROPERTIES), stronger.mappings.object(PROPERTIES));
    JsonFields both = over(mappings, stronger.mappings);
    return new ScratchBody(
        over(settings, stronger.settings),
        fields.names().isEmpty() ? both : both.with(PROPERTIES, fields.toString()));
  }

  private static JsonFields over(JsonFields below, JsonFields above) {
    JsonFields both = below;
    for (String name : above.names()) {
      both = both.with(name, above.get(name).get());
    }
    return both;
  }

  /** A setting by its full name, with {@code index.}. */
  Optional<String> setting(String name) {
    Optional<String> value = settings.get(name);
    value = value.isPresent() ? value : settings.get(name.replaceFirst("^index\\.", ""));
    return value.map(json -> json.replace("\"", ""));
  }

  /** The request, with a mark in {@code _meta}. */
  String toJson(String name, String mark) {
    JsonFields kept = settings;
    for (String setting : settings.names()) {
      String plain = setting.replaceFirst("^index\\.", "");
      if (LIFECYCLE.stream()
          .anyMatch(policy -> plain.equals(policy) || plain.startsWith(policy + "."))) {
        kept = kept.without(setting);
      } else if (plain.equals("plugins") || plain.equals("opendistro")) {
        String rest =
            JsonFields.parse(settings.get(setting).get())
                .without("index_state_management")
                .toString();
        kept = rest.equals("{}") ? kept.without(setting) : kept.with(setting, rest);
      }
    }
    // By default an index that nobody searches is refreshed for its first 30 seconds only. A trial
    // must write segments like the hours after that.
    if (!setting(REFRESH).isPresent() && settings.names().stream().noneMatch(SEARCH)) {
      kept = kept.with(IDLE_AFTER, "\"1s\"");
    }
    // The marker of load mode belongs to the real index.
    JsonFields meta = mappings.object(META).without("sluice").with(name, mark);
    return JsonFields.NONE
        .with("settings", kept.toString())
        .with("mappings", mappings.with(META, meta.toString()).toString())
        .toString();
  }
}
