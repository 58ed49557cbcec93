package dev.sluice.mapreduce.repair;

import dev.sluice.verify.Difference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The differences that records of the source can repair, by id, in memory. For a source that cannot
 * be asked for single records: the load runs again, and only these ids are written. Immutable.
 */
final class DifferencesById {

  /** The maximum size of the files of differences; a task needs about five times as much. */
  static final long MOST_BYTES = 64 << 20;

  private final Map<String, List<Difference>> byId;

  private DifferencesById(Map<String, List<Difference>> byId) {
    this.byId = byId;
  }

  /** Reads them from files. Blocks. */
  static DifferencesById read(List<Path> files, Configuration conf) throws IOException {
    Map<String, List<Difference>> byId = new HashMap<>();
    for (Path file : files) {
      try (DifferenceLines lines = DifferenceLines.open(file, 0, conf)) {
        for (Difference next = lines.next(); next != null; next = lines.next()) {
          if (Subject.isOfRecord(next)) {
            Difference slim = next.as(next.kind()).source(null).indexed(null).build();
            byId.computeIfAbsent(next.id(), id -> new ArrayList<>(1)).add(slim);
          }
        }
      }
    }
    return new DifferencesById(byId);
  }

  /** The differences of an id that pass a filter. */
  List<Difference> of(String id, Predicate<Difference> filter) {
    return byId.getOrDefault(id, Collections.emptyList()).stream()
        .filter(filter)
        .collect(Collectors.toList());
  }
}
