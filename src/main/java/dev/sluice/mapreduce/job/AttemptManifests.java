package dev.sluice.mapreduce.job;

import dev.sluice.io.LoadCounter;
import dev.sluice.report.StageTimes;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobID;

/**
 * The manifests of the task attempts of a job, whatever became of the job: of committed or of
 * failed attempts. An attempt whose process was killed leaves none. Immutable.
 */
public final class AttemptManifests {

  private final int attempts;
  private final Map<LoadCounter, Long> sums;

  private final StageTimes times;

  private AttemptManifests(int attempts, Map<LoadCounter, Long> sums, StageTimes times) {
    this.attempts = attempts;
    this.sums = sums;
    this.times = times;
  }

  /**
   * Sums up the manifests of committed tasks.
   *
   * @throws IOException if a manifest cannot be read
   */
  public static AttemptManifests committed(Configuration conf, JobID job) throws IOException {
    return in(JobDirectory.of(conf, job).manifests(), conf);
  }

  /**
   * Sums up the manifests of failed attempts.
   *
   * @throws IOException if a manifest cannot be read
   */
  public static AttemptManifests failed(Configuration conf, JobID job) throws IOException {
    return in(JobDirectory.of(conf, job).attempts(), conf);
  }

  private static AttemptManifests in(Path directory, Configuration conf) throws IOException {
    Map<LoadCounter, Long> sums = new EnumMap<>(LoadCounter.class);
    AtomicInteger attempts = new AtomicInteger();
    AtomicReference<StageTimes> times = new AtomicReference<>(StageTimes.NONE);
    ManifestFiles.read(
        directory.getFileSystem(conf),
        directory,
        TaskManifest::read,
        manifest -> {
          if (AttemptFiles.isAttempt(manifest.attempt())) {
            attempts.incrementAndGet();
          }
          times.set(times.get().plus(manifest.times()));
          for (LoadCounter counter : LoadCounter.values()) {
            sums.merge(counter, manifest.count(counter), Long::sum);
          }
        });
    return new AttemptManifests(attempts.get(), sums, times.get());
  }

  /** The number of attempts with a manifest. */
  public int attempts() {
    return attempts;
  }

  /** Where the attempts spent their time, summed up. */
  public StageTimes times() {
    return times;
  }

  /** The sum of a count. */
  public long sum(LoadCounter counter) {
    return sums.getOrDefault(counter, 0L);
  }
}
