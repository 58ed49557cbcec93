package dev.sluice.mapreduce.input;

import dev.sluice.config.Setting;
import dev.sluice.mapreduce.keys.InternalKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.JobConf;

/** Reads the index that a job writes, with the connection and the credentials for writing. */
public final class TargetReading {

  private TargetReading() {}

  /**
   * A configuration for {@link ReadSubmission}, without what the job reads otherwise. It shares the
   * credentials of the job.
   *
   * @param indices the names or patterns to read
   * @param mayMiss whether a name or pattern may match nothing
   */
  public static JobConf of(Configuration job, List<String> indices, boolean mayMiss) {
    JobConf own = new JobConf(job);
    unset(InputSettings.ALL, own);
    unset(MapSettings.ALL, own);
    own.unset(QuerySetting.BY_VALUE);
    own.unset(FieldKinds.KEY);
    keysOfOthers(own).forEach(own::unset);
    own.setBoolean(InternalKeys.READS_TARGET, true);
    own.setStrings(InputSettings.INDEX.key(), indices.toArray(new String[0]));
    own.set(InputSettings.VALUE.key(), "document");
    own.set(InputSettings.MISSING.key(), mayMiss ? "empty" : "fail");
    return own;
  }

  private static void unset(List<Setting<?>> settings, Configuration conf) {
    settings.forEach(setting -> conf.unset(setting.key()));
  }

  /** Keys of elasticsearch-hadoop, which submission has translated for writing. */
  private static List<String> keysOfOthers(Configuration conf) {
    List<String> keys = new ArrayList<>();
    for (Map.Entry<String, String> entry : conf) {
      if (entry.getKey().startsWith("es.") || entry.getKey().startsWith("opensearch.")) {
        keys.add(entry.getKey());
      }
    }
    return keys;
  }
}
