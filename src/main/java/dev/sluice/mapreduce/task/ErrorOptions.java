package dev.sluice.mapreduce.task;

import dev.sluice.config.Settings;
import dev.sluice.mapreduce.encode.BadRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options for rejected documents. Immutable. */
public final class ErrorOptions {

  final BadRecord records;
  final LogLevel level;
  final String logger;
  final List<String> tags;
  final Map<String, String> labels;

  private final String index;

  private ErrorOptions(Settings settings) {
    records = settings.get(ErrorSettings.RECORDS);
    level = settings.get(ErrorSettings.LOG);
    logger = settings.get(ErrorSettings.LOGGER);
    index = settings.get(ErrorSettings.INDEX).orElse(null);
    tags = settings.get(ErrorSettings.TAGS);
    labels = labels(settings);
  }

  private static Map<String, String> labels(Settings settings) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String pair : settings.get(ErrorSettings.LABELS)) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        settings.problem(
            ErrorSettings.LABELS
                + " contains \""
                + pair
                + "\", which is not of the form NAME=TEXT");
      } else {
        labels.put(pair.substring(0, equals).trim(), pair.substring(equals + 1).trim());
      }
    }
    return labels;
  }

  /** Reads the options and reports problems to the settings. */
  public static ErrorOptions read(Settings settings) {
    return new ErrorOptions(settings);
  }

  /** The index for error events of rejected documents. */
  public Optional<String> index() {
    return Optional.ofNullable(index);
  }
}
