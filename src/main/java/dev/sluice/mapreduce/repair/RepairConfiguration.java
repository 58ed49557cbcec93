package dev.sluice.mapreduce.repair;

import dev.sluice.mapreduce.commit.LoadSettings;
import dev.sluice.mapreduce.encode.OutputSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.MRJobConfig;

/**
 * Joins the configuration of the load, which a comparison kept, with that of this machine. What was
 * set for this run counts first. Hadoop's own keys are those of this machine, because those of the
 * comparison name its files; the keys that describe the load are the exception.
 */
final class RepairConfiguration {

  private static final List<String> OF_HADOOP =
      Arrays.asList(
          "mapreduce.",
          "mapred.",
          "yarn.",
          "fs.",
          "dfs.",
          "hadoop.",
          "io.",
          "ipc.",
          "ha.",
          "tmp",
          "net.",
          "nfs.",
          "file.");

  private static final List<String> OF_LOAD =
      Arrays.asList(
          MRJobConfig.INPUT_FORMAT_CLASS_ATTR,
          MRJobConfig.MAP_CLASS_ATTR,
          MRJobConfig.MAP_OUTPUT_KEY_CLASS,
          MRJobConfig.MAP_OUTPUT_VALUE_CLASS,
          MRJobConfig.OUTPUT_KEY_CLASS,
          MRJobConfig.OUTPUT_VALUE_CLASS,
          "mapreduce.input.",
          "mapreduce.mapper.",
          "mapred.input.",
          "io.serializations");

  /** The sources that Hadoop and the commands note for a key that was set for this run. */
  private static final List<String> FOR_THIS_RUN =
      Arrays.asList("-D", "the command line", "from command line", "programmatically");

  private RepairConfiguration() {}

  static Configuration of(Configuration own, Configuration load) {
    Configuration conf = new Configuration(own);
    for (Map.Entry<String, String> entry : load) {
      String key = entry.getKey();
      if (isOfLoad(key) && !isForThisRun(own, key)) {
        conf.set(key, load.getRaw(key));
      }
    }
    // A repair writes into the index as it is.
    conf.unset(LoadSettings.LOAD_MODE.key());
    conf.unset(LoadSettings.ALIAS.key());
    conf.unset(LoadSettings.FORCE_MERGE.key());
    conf.unset(OutputSettings.INDEX_CREATE.key());
    return conf;
  }

  private static boolean isOfLoad(String key) {
    if (key.equals(OutputSettings.JOB_DIR.key())) {
      return false; // that of the comparison
    }
    return OF_LOAD.stream().anyMatch(key::startsWith)
        || OF_HADOOP.stream().noneMatch(key::startsWith);
  }

  private static boolean isForThisRun(Configuration own, String key) {
    String[] sources = own.getPropertySources(key);
    return sources != null && Arrays.stream(sources).anyMatch(FOR_THIS_RUN::contains);
  }
}
