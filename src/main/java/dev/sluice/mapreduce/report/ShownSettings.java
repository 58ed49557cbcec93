package dev.sluice.mapreduce.report;

import dev.sluice.client.http.Secrets;
import dev.sluice.config.Setting;
import dev.sluice.mapreduce.keys.InternalKeys;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;

/** The settings of a job for its report, without secrets. */
final class ShownSettings {

  private static final String OURS = "sluice.";
  private static final int LONGEST = 300;
  private static final String HIDDEN = "(hidden)";

  /** Hadoop's keys that matter for a load. */
  private static final String[] HADOOP = {
    "mapreduce.job.maps",
    "mapreduce.job.reduces",
    "mapreduce.job.running.map.limit",
    "mapreduce.job.queuename",
    "mapreduce.map.maxattempts",
    "mapreduce.map.memory.mb",
    "mapreduce.map.java.opts",
    "mapreduce.task.timeout"
  };

  /** Names of secrets, and of keys that may contain one. */
  private static final Pattern SECRET =
      Pattern.compile("(?i).*(password|secret|token|api-key|bearer|credential|identity|headers).*");

  /** The credentials in a URL. */
  private static final Pattern USER_INFO = Pattern.compile("//[^/@\\s,]*@");

  private ShownSettings() {}

  /** The keys that are set. */
  static SortedMap<String, String> given(Configuration conf) {
    SortedMap<String, String> given = new TreeMap<>();
    for (Map.Entry<String, String> entry : conf) {
      String key = entry.getKey();
      if (key.startsWith(OURS) && !key.startsWith(InternalKeys.PREFIX)) {
        given.put(key, shown(key, conf.getRaw(key)));
      }
    }
    for (String key : HADOOP) {
      if (conf.getRaw(key) != null) {
        given.put(key, shown(key, conf.getRaw(key)));
      }
    }
    return given;
  }

  /** The defaults of the other keys. */
  static SortedMap<String, String> defaults(Configuration conf, Iterable<Setting<?>> settings) {
    SortedMap<String, String> defaults = new TreeMap<>();
    for (Setting<?> setting : settings) {
      if (conf.getRaw(setting.key()) == null && setting.fallback() != null) {
        defaults.put(setting.key(), setting.fallback());
      }
    }
    return defaults;
  }

  private static String shown(String key, String value) {
    if (Secrets.NAMES.contains(key) || SECRET.matcher(key).matches()) {
      return HIDDEN;
    }
    String plain = USER_INFO.matcher(value).replaceAll("//");
    return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "…";
  }
}
