package dev.sluice.mapreduce.report;

import dev.sluice.config.Setting;
import dev.sluice.eshadoop.EsKeys;
import dev.sluice.mapreduce.keys.InternalKeys;
import dev.sluice.mapreduce.keys.SecretKeys;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/** The settings of a job for its report, without secrets. */
final class ShownSettings {

  private static final String OURS = "sluice.";
  private static final int LONGEST = 300;
  private static final String HIDDEN = "(hidden)";

  /** Hadoop's keys that matter for a load. */
  private static final Set<String> HADOOP =
      new HashSet<>(
          Arrays.asList(
              "mapreduce.job.maps",
              "mapreduce.job.reduces",
              "mapreduce.job.running.map.limit",
              "mapreduce.job.queuename",
              "mapreduce.map.maxattempts",
              "mapreduce.map.memory.mb",
              "mapreduce.map.java.opts",
              "mapreduce.task.timeout"));

  private ShownSettings() {}

  /** The keys of Sluice and elasticsearch-hadoop that are set, and some of Hadoop. */
  static SortedMap<String, String> given(Configuration conf) {
    SecretKeys secrets = SecretKeys.of(conf);
    SortedMap<String, String> given = new TreeMap<>();
    for (Map.Entry<String, String> entry : conf) {
      String key = entry.getKey();
      if (isForLoads(key)) {
        given.put(key, shown(key, conf.getRaw(key), secrets));
      }
    }
    return given;
  }

  private static boolean isForLoads(String key) {
    return (key.startsWith(OURS) && !key.startsWith(InternalKeys.PREFIX))
        || EsKeys.isKey(key)
        || HADOOP.contains(key);
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

  private static String shown(String key, String value, SecretKeys secrets) {
    if (secrets.has(key)) {
      return HIDDEN;
    }
    String plain = secrets.strip(key, value);
    return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "…";
  }
}
