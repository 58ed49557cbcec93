package dev.sluice.mapreduce.job;

import dev.sluice.client.http.ConnectionSettings;
import dev.sluice.client.http.Secrets;
import dev.sluice.config.Setting;
import dev.sluice.config.Spelling;
import dev.sluice.mapreduce.keys.InternalKeys;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/** Finds misspelled keys: keys that look like settings but are unknown. */
public final class UnknownKeys {

  private static final String PREFIX = "sluice.";
  private static final String READING = "sluice.read.";

  /** Keys of our own tasks, and of packages that check their own keys. */
  private static final List<String> SPARED =
      Collections.unmodifiableList(
          Arrays.asList(InternalKeys.PREFIX, "sluice.hbase.", READING, "sluice.test."));

  /** The maximum number of changes for a suggestion. */
  private static final int MOST_EDITS = 3;

  private final Set<String> known;
  private final String prefix;
  private final List<String> spared;

  private UnknownKeys(Collection<Setting<?>> known, String prefix, List<String> spared) {
    this.known = known.stream().map(Setting::key).collect(Collectors.toCollection(TreeSet::new));
    this.known.addAll(JobSecrets.NAMES);
    this.prefix = prefix;
    this.spared = spared;
  }

  /** Checks keys other than those for reading. */
  public UnknownKeys(Collection<Setting<?>> known) {
    this(known, PREFIX, SPARED);
  }

  /** Checks keys for reading, including the counterparts of connection keys. */
  public static UnknownKeys ofReading(Collection<Setting<?>> known) {
    UnknownKeys keys = new UnknownKeys(known, READING, Collections.emptyList());
    ConnectionSettings.ALL.forEach(general -> keys.known.add(Secrets.twin(general.key())));
    return keys;
  }

  /** One line for each unknown key, with a suggestion. */
  public List<String> in(Configuration conf) {
    Map<String, String> lines = new TreeMap<>();
    for (Map.Entry<String, String> entry : conf) {
      String key = entry.getKey();
      if (key.startsWith(prefix)
          && !known.contains(key)
          && spared.stream().noneMatch(key::startsWith)) {
        lines.put(
            key,
            key + " is not a Sluice key and has no effect" + Spelling.hint(key, known, MOST_EDITS));
      }
    }
    return Collections.unmodifiableList(lines.values().stream().collect(Collectors.toList()));
  }
}
