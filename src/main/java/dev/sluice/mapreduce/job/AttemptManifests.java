package dev.sluice.mapreduce.job;

import dev.sluice.io.LoadCounter;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobID;

/**
 * The manifests that the task attempts of a job left, whatever became of the job: those that were
 * committed, or those that failed. An attempt whose process was killed leaves nothing. Immutable.
 */
public final class AttemptManifests {

  private final int attempts;
  private final Map<LoadCounter, Long> sums;

  private AttemptManifests(int attempts, Map<LoadCounter, Long> sums) {
    this.attempts = attempts;
    this.sums = sums;
  }

  /**
   * Adds up the ledgers of committed tasks.
   *
   * @throws IOException if one cannot be read
   */
  public static AttemptManifests committed(Configuration conf, JobID job) throws IOException {
    return in(JobDirectory.of(conf, job).manifests(), conf);
  }

  /**
   * Adds up the ledgers of attempts that failed.
   *
   * @throws IOException if one cannot be read
   */
  public static AttemptManifests failed(Configuration conf, JobID job) throws IOException {
    return in(JobDirectory.of(conf, job).attempts(), conf);
  }

  private static AttemptManifests in(Path directory, Configuration conf) throws IOException {
    Map<LoadCounter, Long> sums = new EnumMap<>(LoadCounter.class);
    AtomicInteger attempts = new AtomicInteger();
    ManifestFiles.read(
        directory.getFileSystem(conf),
        directory,
        TaskManifest::read,
        manifest -> {
          attempts.incrementAndGet();
          for (LoadCounter counter : LoadCounter.values()) {
            sums.merge(counter, manifest.count(counter), Long::sum);
          }
        });
    return new AttemptManifests(attempts.get(), sums);
  }

  /** How many attempts have left a ledger. */
  public int attempts() {
    return attempts;
  }

  /** The sum of a count over them. */
  public long sum(LoadCounter counter) {
    return sums.getOrDefault(counter, 0L);
  }
}
