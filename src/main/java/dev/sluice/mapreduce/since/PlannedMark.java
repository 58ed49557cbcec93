package dev.sluice.mapreduce.since;

import dev.sluice.mapreduce.keys.InternalKeys;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/**
 * The mark that a job stores if it succeeds. It is planned at submission, before the job reads, and
 * kept in the configuration; the committer writes it.
 */
public final class PlannedMark {

  private static final String KIND = InternalKeys.PREFIX + "since.kind";
  private static final String KEY = InternalKeys.PREFIX + "since.key";
  private static final String FIELDS = InternalKeys.PREFIX + "since.fields";

  private PlannedMark() {}

  /** Plans a mark, instead of one planned before. */
  public static void store(SinceMark mark, Configuration conf) {
    conf.set(KIND, mark.kind());
    conf.set(KEY, mark.key());
    conf.set(FIELDS, mark.json());
  }

  /** Plans no mark, for example for a job with a configuration that was used before. */
  public static void clear(Configuration conf) {
    conf.unset(KIND);
    conf.unset(KEY);
    conf.unset(FIELDS);
  }

  /** The texts of the planned mark, for a job that resumes this one; none without a mark. */
  public static Map<String, String> texts(Configuration conf) {
    Map<String, String> texts = new TreeMap<>();
    for (String key : new String[] {KIND, KEY, FIELDS}) {
      if (conf.getRaw(key) != null) {
        texts.put(key, conf.getRaw(key));
      }
    }
    return texts;
  }

  /**
   * Plans the mark of an earlier job, instead of one planned before: what changed since that job
   * began may be missing.
   */
  public static void storeTexts(Map<String, String> texts, Configuration conf) {
    clear(conf);
    for (String key : new String[] {KIND, KEY, FIELDS}) {
      if (texts.containsKey(key)) {
        conf.set(key, texts.get(key));
      }
    }
  }

  /** The mark of a job, if one is planned. */
  public static Optional<SinceMark> load(Configuration conf) {
    // Raw: a key with a query is not a Hadoop variable.
    return conf.getRaw(KIND) == null
        ? Optional.empty()
        : Optional.of(SinceMark.read(conf.getRaw(KIND), conf.getRaw(KEY), conf.getRaw(FIELDS)));
  }
}
