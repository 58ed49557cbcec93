package dev.sluice.mapreduce.repair;

import dev.sluice.verify.Difference;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The ids with differences that a repair can do something about, in memory. For a source that
 * cannot be asked for single records: the load runs again, and only these ids matter. Immutable.
 */
final class DifferingIds {

  /** The maximum size of the files of differences; a task needs less than that. */
  static final long MOST_BYTES = 64 << 20;

  private final Set<String> keys;

  private DifferingIds(Set<String> keys) {
    this.keys = keys;
  }

  /** Reads them from files. Blocks. */
  static DifferingIds read(List<Path> files, IdGroups groups, Configuration conf)
      throws IOException {
    Set<String> keys = new HashSet<>();
    for (Path file : files) {
      try (DifferenceLines lines = DifferenceLines.open(file, 0, conf)) {
        for (Difference next = lines.next(); next != null; next = lines.next()) {
          if (Subject.isRepairable(next)) {
            keys.add(groups.key(next.index(), next.id()));
          }
        }
      }
    }
    return new DifferingIds(keys);
  }

  /** Whether an id has a difference. */
  boolean has(String key) {
    return keys.contains(key);
  }
}
