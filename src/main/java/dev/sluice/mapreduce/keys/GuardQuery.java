package dev.sluice.mapreduce.keys;

import dev.sluice.bulk.limit.RateSettings;
import dev.sluice.config.Settings;
import dev.sluice.json.JsonScan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** The search request in {@code sluice.guard.query}; tasks get it by value. */
public final class GuardQuery {

  private static final String BY_VALUE = InternalKeys.PREFIX + "guard.query";

  private GuardQuery() {}

  /** The search request as JSON; problems are reported to the settings. */
  public static Optional<String> read(Configuration conf, Settings settings) {
    Optional<String> given = settings.get(RateSettings.GUARD_QUERY);
    if (!given.isPresent()) {
      if (RateSettings.GUARD_LATENCY.isGiven(conf::get)) {
        settings.problem(
            RateSettings.GUARD_LATENCY + " needs " + RateSettings.GUARD_QUERY + ": set the query");
      }
      return given;
    }
    // Raw: a dollar sign in the query is not a Hadoop variable.
    byte[] json = conf.getRaw(RateSettings.GUARD_QUERY.key()).getBytes(StandardCharsets.UTF_8);
    return JsonSetting.object(RateSettings.GUARD_QUERY + " ", () -> json, settings)
        .map(text -> isSearch(json, settings) ? text : "{\"query\":" + text + "}");
  }

  /** Whether it is a search request: no query is called "query". */
  private static boolean isSearch(byte[] json, Settings settings) {
    JsonScan scan = new JsonScan(json, 0, json.length);
    boolean search = false;
    try {
      scan.enter('{');
      while (scan.more('}')) {
        scan.name();
        search |= scan.text().equals("query");
        scan.value();
      }
    } catch (IOException e) {
      settings.problem(RateSettings.GUARD_QUERY + " cannot be read: " + e.getMessage());
    }
    return search;
  }

  /** Stores the request in a job. */
  public static void store(Optional<String> json, Configuration conf) {
    if (json.isPresent()) {
      conf.set(BY_VALUE, json.get());
    } else {
      conf.unset(BY_VALUE);
    }
  }

  /** Loads the request from a job. */
  public static Optional<String> load(Configuration conf) {
    return Optional.ofNullable(conf.getRaw(BY_VALUE));
  }

  /**
   * The index or alias to search.
   *
   * @param written the index that the job writes
   */
  public static String index(Configuration conf, String written) {
    return RateSettings.GUARD_INDEX.read(conf::get).orElse(written);
  }
}
