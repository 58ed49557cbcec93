package dev.sluice.client.index;

import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.http.HttpRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides from settings and mapping whether an index returns the source of a document byte for
 * byte. Immutable.
 */
public final class SourceKeeping {

  private static final Set<String> VERBATIM_MODES =
      Collections.unmodifiableSet(new HashSet<>(Arrays.asList("standard", "lookup")));

  private static final Set<String> VECTORS =
      Collections.unmodifiableSet(
          new HashSet<>(Arrays.asList("dense_vector", "sparse_vector", "rank_vectors")));

  private static final String SETTINGS =
      "index.mode,index.mapping.source.mode,index.mapping.exclude_source_vectors,"
          + "index.default_pipeline,index.final_pipeline";

  private final JsonTree settings;
  private final JsonTree defaults;
  private final JsonTree mappings;

  private SourceKeeping(JsonTree index) {
    settings = index.at("settings", "index");
    defaults = index.at("defaults", "index");
    mappings = index.at("mappings");
  }

  /** The request for these settings and the mapping. */
  public static HttpRequest question(String index) {
    StringBuilder paths = new StringBuilder("*.mappings._source,*.mappings.properties");
    for (String setting : SETTINGS.split(",")) {
      paths.append(",*.settings.").append(setting).append(",*.defaults.").append(setting);
    }
    return HttpRequest.get(
        "/" + HttpRequest.part(index) + "?include_defaults=true&filter_path=" + paths);
  }

  /** Why a returned source may differ from the one sent; empty if it does not. */
  public static Optional<String> doubt(String index, JsonTree reply) {
    return new SourceKeeping(reply.at(index)).doubt().map(why -> "index " + index + " " + why);
  }

  private Optional<String> doubt() {
    if ("false".equals(mappings.at("_source", "enabled").text().orElse(""))) {
      return Optional.of("stores no _source (_source.enabled is false)");
    }
    for (String part : Arrays.asList("includes", "excludes")) {
      if (!mappings.at("_source", part).items().isEmpty()) {
        return Optional.of("stores only a part of _source (_source." + part + ")");
      }
    }
    if (!isStored()) {
      return Optional.of("rebuilds documents from their fields (synthetic _source)");
    }
    for (String pipeline : Arrays.asList("default_pipeline", "final_pipeline")) {
      String name = settings.at(pipeline).text().orElse("_none");
      if (!name.equals("_none")) {
        return Optional.of(
            "changes documents in ingest pipeline " + name + " (index." + pipeline + ")");
      }
    }
    return ofFields();
  }

  private boolean isStored() {
    String mode =
        mappings
            .at("_source", "mode")
            .text()
            .orElseGet(() -> find("mapping", "source", "mode").orElse(""));
    if (mode.isEmpty()) {
      return VERBATIM_MODES.contains(find("mode").orElse("standard").toLowerCase(Locale.ROOT));
    }
    return mode.equalsIgnoreCase("stored");
  }

  private Optional<String> ofFields() {
    Map<String, String> types = new LinkedHashMap<>();
    FieldTypes.collect("", mappings.at("properties"), types);
    if (types.containsValue("semantic_text")) {
      return Optional.of("changes documents with fields of type semantic_text");
    }
    boolean leavesOut = "true".equals(find("mapping", "exclude_source_vectors").orElse(""));
    return leavesOut && types.values().stream().anyMatch(VECTORS::contains)
        ? Optional.of("omits vectors from _source (index.mapping.exclude_source_vectors)")
        : Optional.empty();
  }

  private Optional<String> find(String... path) {
    Optional<String> given = settings.at(path).text();
    return given.isPresent() ? given : defaults.at(path).text();
  }
}
