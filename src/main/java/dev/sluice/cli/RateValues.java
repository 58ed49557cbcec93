package dev.sluice.cli;

import dev.sluice.bulk.limit.Rate;
import dev.sluice.bulk.limit.RateSettings;
import dev.sluice.config.ConfigException;
import dev.sluice.config.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The values of {@code sluice control JOB_DIR rate}. */
final class RateValues {

  private static final Pattern DOCUMENTS = Pattern.compile("\\d+docs");
  private static final Pattern BYTES =
      Pattern.compile("\\d+(b|kb|mb|gb|tb)", Pattern.CASE_INSENSITIVE);

  private RateValues() {}

  /**
   * Parses the values.
   *
   * @throws ConfigException if one is not a rate, or out of the bounds of its key
   */
  static Rate parse(List<String> values) {
    if (values.size() == 1 && values.get(0).equals("off")) {
      return Rate.UNLIMITED;
    }
    Map<String, String> keys = new HashMap<>();
    for (String value : values) {
      String key = key(value);
      if (keys.put(key, value.replace("docs", "")) != null) {
        throw new ConfigException("two values for " + key + ": " + String.join(" ", values));
      }
    }
    if (keys.isEmpty()) {
      throw problem("is missing");
    }
    Settings settings = Settings.from(keys::get);
    Rate rate = RateSettings.rate(settings);
    settings.check();
    return rate;
  }

  private static String key(String value) {
    if (DOCUMENTS.matcher(value).matches()) {
      return RateSettings.DOCUMENTS.key();
    }
    if (BYTES.matcher(value).matches()) {
      return RateSettings.BYTES.key();
    }
    throw problem("is \"" + value + "\"");
  }

  private static ConfigException problem(String what) {
    return new ConfigException(
        "the rate "
            + what
            + ", but must be bytes such as 20mb, documents such as 5000docs, or off");
  }
}
