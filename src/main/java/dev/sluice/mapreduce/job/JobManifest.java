package dev.sluice.mapreduce.job;

import dev.sluice.io.LoadCounter;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;

/** The sum of the manifests of all committed tasks of a job. Immutable. */
public final class JobManifest {

  private final Map<LoadCounter, Long> sums;

  private final WrittenIndices indices;

  private final String eventIndex;

  private JobManifest(Map<LoadCounter, Long> sums, WrittenIndices indices, String eventIndex) {
    this.sums = sums;
    this.indices = indices;
    this.eventIndex = eventIndex;
  }

  /**
   * Sums up the manifests in a job directory.
   *
   * @throws IOException if a manifest cannot be read
   */
  public static JobManifest read(JobContext job, String eventIndex) throws IOException {
    Map<LoadCounter, Long> sums = new EnumMap<>(LoadCounter.class);
    WrittenIndices indices = new WrittenIndices();
    JobDirectory directory = JobDirectory.of(job);
    ManifestFiles.read(
        directory.fileSystem(job),
        directory.manifests(),
        TaskManifest::read,
        manifest -> {
          indices.addAll(manifest.indices());
          for (LoadCounter counter : LoadCounter.values()) {
            sums.merge(counter, manifest.count(counter), Long::sum);
          }
        });
    return new JobManifest(sums, indices, eventIndex);
  }

  public static TaskManifest read(FileSystem files, Path file) throws IOException {
    try {
      return TaskManifest.read(JobDirectory.read(files, file));
    } catch (IOException e) {
      throw new IOException("reading " + file + ": " + e.getMessage(), e);
    }
  }

  public static JobManifest of(Map<LoadCounter, Long> sums) {
    return new JobManifest(new EnumMap<>(sums), new WrittenIndices(), "");
  }

  /** A copy with indices that actions named. */
  public JobManifest with(WrittenIndices written) {
    return new JobManifest(sums, written, eventIndex);
  }

  /** The indices that actions named. */
  public WrittenIndices indices() {
    return indices;
  }

  public long sum(LoadCounter counter) {
    return sums.getOrDefault(counter, 0L);
  }

  /** Whether documents went to other indices than the job's; error events do. */
  public boolean isSpread(String index) {
    return indices.names().stream()
        .anyMatch(name -> !name.equals(index) && !name.equals(eventIndex));
  }

  /** Documents written to the index; a document counts each time it was written. */
  public long written() {
    return sum(LoadCounter.INDEXED) + sum(LoadCounter.ALREADY_THERE);
  }

  /**
   * The most documents that can be in an empty index: those written, those with unknown outcome,
   * and those of a noop, which exist or not.
   */
  public long atMost() {
    return written() + sum(LoadCounter.UNKNOWN) + sum(LoadCounter.NOOP);
  }

  /** The counts for the log. */
  @Override
  public String toString() {
    return sums.toString();
  }
}
