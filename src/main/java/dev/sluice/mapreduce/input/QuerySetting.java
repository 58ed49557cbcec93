package dev.sluice.mapreduce.input;

import dev.sluice.config.Settings;
import dev.sluice.json.JsonScan;
import dev.sluice.mapreduce.keys.InternalKeys;
import dev.sluice.mapreduce.keys.JsonSetting;
import dev.sluice.mapreduce.keys.SettingFile;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.IOUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The query in {@code sluice.read.query}, inline or from a file; tasks get it by value. */
public final class QuerySetting {

  /** The key under which a job stores the query. */
  static final String BY_VALUE = InternalKeys.PREFIX + "read.query";

  private static final Logger log = LoggerFactory.getLogger(QuerySetting.class);

  private QuerySetting() {}

  /** The query as JSON; problems are reported to the settings. */
  static Optional<String> read(Configuration conf, Settings settings) {
    Optional<String> given = settings.get(InputSettings.QUERY);
    if (!given.isPresent()) {
      return given;
    }
    String text = given.get();
    boolean inline = text.startsWith("{") || text.startsWith("?");
    String subject = inline ? " " : " is \"" + text + "\", read as a file name; the file ";
    return JsonSetting.object(
            InputSettings.QUERY + subject,
            () -> asJson(inline ? text.getBytes(StandardCharsets.UTF_8) : content(text, conf)),
            settings)
        .map(json -> unwrapped(json, settings));
  }

  /** The content of a file or of a class path resource. */
  private static byte[] content(String name, Configuration conf) throws IOException {
    try {
      return SettingFile.content(name, conf);
    } catch (FileNotFoundException e) {
      try (InputStream resource = conf.getConfResourceAsInputStream(name)) {
        if (resource == null) {
          throw e;
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        IOUtils.copyBytes(resource, content, conf);
        return content.toByteArray();
      }
    }
  }

  private static byte[] asJson(byte[] content) {
    String text = new String(content, StandardCharsets.UTF_8).trim();
    return text.startsWith("?") ? UriQuery.toJson(text).getBytes(StandardCharsets.UTF_8) : content;
  }

  /**
   * Unwraps a search request: no query is called "query", so an object with it is a search, of
   * which only the query is used.
   */
  private static String unwrapped(String json, Settings settings) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    JsonScan scan = new JsonScan(bytes, 0, bytes.length);
    List<String> others = new ArrayList<>();
    String query = null;
    try {
      scan.enter('{');
      while (scan.more('}')) {
        scan.name();
        String name = scan.text();
        scan.value();
        if (name.equals("query")) {
          query = new String(bytes, scan.from(), scan.to() - scan.from(), StandardCharsets.UTF_8);
        } else {
          others.add(name);
        }
      }
    } catch (IOException e) {
      settings.problem(InputSettings.QUERY + " cannot be read: " + e.getMessage());
    }
    if (query != null && !others.isEmpty()) {
      log.warn(
          "{} is a search request; only its query is used. Ignored: {}",
          InputSettings.QUERY,
          String.join(", ", others));
    }
    return query == null ? json.trim() : query;
  }

  /** Stores the query in a job. */
  static void store(Optional<String> json, Configuration conf) {
    if (json.isPresent()) {
      conf.set(BY_VALUE, json.get());
    } else {
      conf.unset(BY_VALUE);
    }
  }

  /**
   * The query of a job, whether it was submitted or not.
   *
   * @throws dev.sluice.config.ConfigException if it is not a query
   */
  public static Optional<String> find(Configuration conf) {
    Optional<String> stored = load(conf);
    if (stored.isPresent()) {
      return stored;
    }
    Settings settings = Settings.from(conf::get);
    Optional<String> given = read(conf, settings);
    settings.check();
    return given;
  }

  /** Loads the query from a job. */
  public static Optional<String> load(Configuration conf) {
    // Raw: a dollar sign in the query is not a Hadoop variable.
    return Optional.ofNullable(conf.getRaw(BY_VALUE));
  }
}
