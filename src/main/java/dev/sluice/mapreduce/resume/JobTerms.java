package dev.sluice.mapreduce.resume;

import dev.sluice.mapreduce.encode.JobInput;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.encode.RecordOrder;
import dev.sluice.mapreduce.job.ShortHash;
import dev.sluice.mapreduce.keys.InternalKeys;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.MRJobConfig;

/**
 * What decides which documents a job makes of its input, and where they go. A job can be resumed
 * only under the same terms. Values that are long, such as a mapping, are kept as a hash.
 * Immutable.
 */
final class JobTerms {

  /** The beginning of keys with the states of what a job reads. */
  static final String STATE_OF = InternalKeys.PREFIX + "resume.state-of.";

  private static final String OURS = "sluice.";
  private static final int LONGEST = 200;
  private static final int HASH_BYTES = 12;

  private static final String MAPPER = MRJobConfig.MAP_CLASS_ATTR;

  /** Keys of records, documents and actions; how fast they are sent does not matter. */
  private static final Pattern KEYS =
      Pattern.compile(
          "sluice\\.(index|id|id\\.(generate|numbers|null)|operation|pipeline|source\\..*"
              + "|value\\..*|routing\\.(field|join)|version\\..*|script\\..*"
              + "|update\\.retry-on-conflict|hbase\\.(table|mapping|snapshot))"
              + "|hbase\\.mapreduce\\.scan"
              + "|dev\\.sluice\\.cli\\.(id|envelope)\\..*|es\\.mapping\\..*");

  private final SortedMap<String, String> values;

  private JobTerms(Map<String, String> values) {
    this.values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** Those of a job that was checked. */
  static JobTerms of(Configuration conf) {
    Map<String, String> values = new TreeMap<>();
    for (Map.Entry<String, String> entry : conf) {
      if (KEYS.matcher(entry.getKey()).matches() || entry.getKey().startsWith(STATE_OF)) {
        values.put(entry.getKey(), shortened(conf.get(entry.getKey()).trim()));
      }
    }
    values.put(MRJobConfig.INPUT_FORMAT_CLASS_ATTR, JobInput.format(conf).getName());
    values.put(MAPPER, conf.get(InternalKeys.MAPPER, conf.get(MAPPER, "")));
    values.put(InternalKeys.PLACED_IDS, Boolean.toString(RecordOrder.isPlaced(conf)));
    return new JobTerms(values);
  }

  /** Those that a record of a job has. */
  static JobTerms of(Map<String, String> values) {
    return new JobTerms(values);
  }

  SortedMap<String, String> values() {
    return values;
  }

  /** The first term that another job has changed, in words; empty if all are the same. */
  Optional<String> changedIn(JobTerms other) {
    // Those that users set come first: other ones may follow from them.
    SortedSet<String> all =
        new TreeSet<>(
            Comparator.comparing((String key) -> !key.startsWith(OURS))
                .thenComparing(Comparator.naturalOrder()));
    all.addAll(values.keySet());
    all.addAll(other.values.keySet());
    for (String key : all) {
      String before = values.getOrDefault(key, "");
      String now = other.values.getOrDefault(key, "");
      boolean unknown = key.startsWith(STATE_OF) && (before.isEmpty() || now.isEmpty());
      if (!before.equals(now) && !unknown) {
        return Optional.of(change(key, before, now));
      }
    }
    return Optional.empty();
  }

  private static String change(String key, String before, String now) {
    boolean isId = key.equals(OutputSettings.ID.key()) || key.equals(InternalKeys.PLACED_IDS);
    if (isId || key.startsWith("dev.sluice.cli.id.")) {
      return "the source of the ids (--id) is another one";
    }
    if (key.startsWith(STATE_OF)) {
      return key.substring(STATE_OF.length())
          + " was created again, or disabled and enabled, since the job began";
    }
    if (isHash(before) || isHash(now)) {
      return key + " has changed";
    }
    return key + " is " + quoted(now) + ", but was " + quoted(before);
  }

  private static String quoted(String value) {
    return value.isEmpty() ? "not set" : "\"" + value + "\"";
  }

  private static boolean isHash(String value) {
    return value.startsWith("hash:");
  }

  private static String shortened(String value) {
    boolean isShort = value.length() <= LONGEST && value.indexOf('\n') < 0;
    return isShort
        ? value
        : "hash:" + ShortHash.of(value.getBytes(StandardCharsets.UTF_8), HASH_BYTES);
  }
}
