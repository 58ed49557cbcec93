package dev.sluice.mapreduce;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.apache.hadoop.mapreduce.JobContext;

/** The ledgers of all committed tasks of a job, added up. Immutable. */
final class Ledgers {

  private final Map<LoadCounter, Long> sums;

  private final WrittenIndices indices;

  private Ledgers(Map<LoadCounter, Long> sums, WrittenIndices indices) {
    this.sums = sums;
    this.indices = indices;
  }

  /**
   * Adds up the ledgers in a job's directory.
   *
   * @throws IOException if one cannot be read
   */
  static Ledgers read(JobContext job) throws IOException {
    Map<LoadCounter, Long> sums = new EnumMap<>(LoadCounter.class);
    WrittenIndices indices = new WrittenIndices();
    JobDirectory directory = JobDirectory.of(job);
    SmallFiles.read(
        directory.fileSystem(job),
        directory.manifests(),
        Manifest::read,
        manifest -> {
          indices.addAll(manifest.indices());
          for (LoadCounter counter : LoadCounter.values()) {
            sums.merge(counter, manifest.count(counter), Long::sum);
          }
        });
    return new Ledgers(sums, indices);
  }

  static Ledgers of(Map<LoadCounter, Long> sums) {
    return new Ledgers(new EnumMap<>(sums), new WrittenIndices());
  }

  /** The indices that actions named themselves. */
  WrittenIndices indices() {
    return indices;
  }

  long sum(LoadCounter counter) {
    return sums.getOrDefault(counter, 0L);
  }

  /** Documents of the job that are in the index, each counted as often as it was written. */
  long written() {
    return sum(LoadCounter.INDEXED) + sum(LoadCounter.ALREADY_THERE);
  }
}
