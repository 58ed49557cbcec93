package dev.sluice.mapreduce;

import dev.sluice.config.Settings;
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
    String subject = inline ? " " : " is \"" + text + "\", and so the name of a file, which ";
    return GivenJson.object(
        InputSettings.QUERY + subject,
        () -> inline ? text.getBytes(StandardCharsets.UTF_8) : NamedFile.content(text, conf),
        settings);
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
