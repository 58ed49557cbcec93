package dev.sluice.mapreduce.repair;

import dev.sluice.client.lanes.RoutingSettings;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.keys.InternalKeys;
import dev.sluice.mapreduce.verify.VerifySettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;

/**
 * The load that a repair repeats in part. The repair has its own input, mapper and encoder, and
 * keeps those of the load under other keys.
 */
final class RepairedLoad {

  private static final String KEPT = InternalKeys.PREFIX + "repair.load.";

  private static final List<String> OF_LOAD =
      Arrays.asList(
          MRJobConfig.INPUT_FORMAT_CLASS_ATTR,
          InternalKeys.INPUT_FORMAT,
          MRJobConfig.OUTPUT_FORMAT_CLASS_ATTR,
          MRJobConfig.MAP_CLASS_ATTR,
          MRJobConfig.MAP_OUTPUT_KEY_CLASS,
          MRJobConfig.MAP_OUTPUT_VALUE_CLASS,
          MRJobConfig.OUTPUT_KEY_CLASS,
          MRJobConfig.OUTPUT_VALUE_CLASS,
          RoutingSettings.BY.key(),
          OutputSettings.VALUE_ENCODER.key());

  private static final List<String> KEYS = keys();

  /** Keys of this job, not of the load. */
  private static final List<String> OWN =
      Arrays.asList(InternalKeys.CREDENTIALS, InternalKeys.SECRETS, InternalKeys.COMMAND);

  private RepairedLoad() {}

  private static List<String> keys() {
    List<String> keys = new ArrayList<>();
    VerifySettings.ALL.forEach(setting -> keys.add(setting.key()));
    keys.addAll(OF_LOAD);
    return Collections.unmodifiableList(keys);
  }

  /** Moves the keys of the load aside. */
  static void keep(Configuration conf) {
    List<String> keys = new ArrayList<>(KEYS);
    for (Map.Entry<String, String> entry : conf) {
      if (entry.getKey().startsWith(InternalKeys.PREFIX) && !OWN.contains(entry.getKey())) {
        keys.add(entry.getKey());
      }
    }
    for (String key : keys) {
      String value = conf.getRaw(key);
      if (value != null) {
        conf.set(KEPT + key, value);
        conf.unset(key);
      }
    }
  }

  /** A copy of the configuration of a repair with the keys of the load. */
  static JobConf of(Configuration repair) {
    Map<String, String> kept = new HashMap<>();
    for (Map.Entry<String, String> entry : repair) {
      if (entry.getKey().startsWith(KEPT)) {
        kept.put(entry.getKey().substring(KEPT.length()), repair.getRaw(entry.getKey()));
      }
    }
    JobConf load = new JobConf(repair);
    KEYS.forEach(load::unset);
    kept.forEach(load::set);
    return load;
  }

  /** The input format of a load, which may be a wrapper. */
  static Class<?> format(Configuration load) {
    return load.getClass(MRJobConfig.INPUT_FORMAT_CLASS_ATTR, TextInputFormat.class);
  }
}
