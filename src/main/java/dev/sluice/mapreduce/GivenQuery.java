package dev.sluice.mapreduce;

import dev.sluice.bulk.JsonFormException;
import dev.sluice.bulk.JsonText;
import dev.sluice.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** The query that {@code sluice.read.query} gives, or names a file of; tasks get it by value. */
final class GivenQuery {

  private static final String BY_VALUE = InternalKeys.PREFIX + "read.query";

  private GivenQuery() {}

  /** The query as JSON; problems are noted in the settings. */
  static Optional<String> read(Configuration conf, Settings settings) {
    Optional<String> given = settings.get(InputSettings.QUERY);
    if (!given.isPresent()) {
      return given;
    }
    String text = given.get();
    boolean inline = text.startsWith("{");
    String subject =
        InputSettings.QUERY + (inline ? " " : " is \"" + text + "\", and so the name of a file, ");
    try {
      byte[] json = inline ? text.getBytes(StandardCharsets.UTF_8) : NamedFile.content(text, conf);
      JsonText.checkObject(json, 0, json.length);
      return Optional.of(new String(json, StandardCharsets.UTF_8));
    } catch (IOException | IllegalArgumentException e) {
      settings.problem(subject + "which cannot be read: " + e.getMessage());
    } catch (JsonFormException e) {
      settings.problem(
          subject + (inline ? "" : "which ") + "does not hold one JSON object: " + e.getMessage());
    }
    return Optional.empty();
  }

  /** Puts the query into a job. */
  static void store(Optional<String> json, Configuration conf) {
    if (json.isPresent()) {
      conf.set(BY_VALUE, json.get());
    } else {
      conf.unset(BY_VALUE);
    }
  }

  /** The query that a job carries. */
  static Optional<String> load(Configuration conf) {
    // Raw: a dollar sign of the query is none of Hadoop's.
    return Optional.ofNullable(conf.getRaw(BY_VALUE));
  }
}
