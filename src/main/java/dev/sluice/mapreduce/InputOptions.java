package dev.sluice.mapreduce;

import dev.sluice.bulk.ByteArray;
import dev.sluice.bulk.JsonWriter;
import dev.sluice.config.Settings;
import dev.sluice.read.ReadQuery;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What the settings of the input format say. Immutable. */
final class InputOptions {

  /** What neither a name nor a pattern of names has; a colon names another cluster. */
  private static final String FORBIDDEN = " \\\"?|#:";

  final List<String> index;
  final ReadValue value;
  final boolean metadata;
  final Missing missing;

  private final List<String> fields;

  private InputOptions(Settings settings) {
    index = settings.get(InputSettings.INDEX);
    value = settings.get(InputSettings.VALUE);
    metadata = settings.get(InputSettings.METADATA);
    missing = settings.get(InputSettings.MISSING);
    fields = settings.get(InputSettings.FIELDS);
  }

  /** Reads the options; problems are noted in the settings. */
  static InputOptions read(Settings settings) {
    InputOptions options = new InputOptions(settings);
    if (options.index.isEmpty()) {
      settings.problem(
          InputSettings.INDEX + " is not set but must name the indices or aliases to read");
    }
    for (String name : options.index) {
      if (name.chars().anyMatch(letter -> FORBIDDEN.indexOf(letter) >= 0)) {
        settings.problem(
            InputSettings.INDEX
                + " holds \""
                + name
                + "\" but must name indices, aliases or data streams of the cluster that is read,"
                + " separated by commas, with * for any letters");
      }
    }
    if (options.metadata && (options.value == ReadValue.TEXT || options.value == ReadValue.BYTES)) {
      settings.problem(
          InputSettings.METADATA
              + " is true, but a value that is the JSON alone has no room for metadata: set "
              + InputSettings.VALUE
              + " to map or document");
    }
    return options;
  }

  /** What to read of a shard, given the query as JSON. */
  ReadQuery query(Optional<String> json) {
    ReadQuery query = json.map(ReadQuery.all()::matching).orElse(ReadQuery.all());
    if (!fields.isEmpty()) {
      query = query.withFields(array(fields));
    }
    return value == ReadValue.DOCUMENT || metadata ? query.withVersions() : query;
  }

  private static String array(List<String> names) {
    ByteArray bytes = new ByteArray(256);
    JsonWriter json = new JsonWriter(bytes).startArray();
    names.forEach(json::value);
    json.endArray();
    return new String(bytes.array(), 0, bytes.length(), StandardCharsets.UTF_8);
  }
}
