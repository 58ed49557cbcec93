package dev.sluice.client.index;

import com.fasterxml.jackson.core.JsonParser;
import dev.sluice.client.cluster.JsonFields;
import dev.sluice.client.http.HttpResponse;
import dev.sluice.client.http.Json;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** The body of a request that creates a similar index: the same mappings and settings. */
public final class IndexBody {

  /** Settings of the individual index, which are not copied. */
  private static final Set<String> ITS_OWN =
      Collections.unmodifiableSet(
          new HashSet<>(
              Arrays.asList(
                  "uuid",
                  "creation_date",
                  "creation_date_string",
                  "provided_name",
                  "version",
                  "history",
                  "history_uuid",
                  "resize",
                  "blocks",
                  "frozen",
                  "verified_before_close",
                  "routing",
                  "store",
                  "lifecycle",
                  "hidden")));

  private static final String META = "_meta";

  /** The name that jobs use in {@code _meta}. */
  private static final String OWNER = "sluice";

  private IndexBody() {}

  /** Reads {@code GET INDEX?filter_path=*.mappings,*.settings.index}. */
  public static String read(HttpResponse answer) throws IOException {
    String[] parts = {"{}", "{}"};
    Json.read(
        answer.body(),
        json -> {
          Json.fields(
              json,
              (index, about) ->
                  Json.fields(
                      about,
                      (name, value) -> {
                        if (name.equals("mappings")) {
                          parts[0] = mappings(value);
                        } else if (name.equals("settings")) {
                          Json.field(value, "index", own -> parts[1] = settings(own));
                        } else {
                          value.skipChildren();
                        }
                      }));
          return true;
        });
    return "{\"mappings\":" + parts[0] + ",\"settings\":{\"index\":" + parts[1] + "}}";
  }

  /** Without what jobs noted about this index: the load-mode marker and the marks of --since. */
  private static String mappings(JsonParser json) throws IOException {
    JsonFields fields = JsonFields.read(json);
    JsonFields meta = fields.object(META);
    if (!meta.get(OWNER).isPresent()) {
      return fields.toString();
    }
    JsonFields others = meta.without(OWNER);
    return others.names().isEmpty()
        ? fields.without(META).toString()
        : fields.with(META, others.toString()).toString();
  }

  private static String settings(JsonParser json) throws IOException {
    JsonFields fields = JsonFields.read(json);
    for (String own : ITS_OWN) {
      fields = fields.without(own);
    }
    return fields.toString();
  }
}
