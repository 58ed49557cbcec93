package dev.sluice.mapreduce.job;

import dev.sluice.io.LoadCounter;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;

/** The manifests of all committed tasks of a job, added up. Immutable. */
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
   * Adds up the ledgers in a job's directory.
   *
   * @throws IOException if one cannot be read
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

  /** The same with indices that actions named themselves. */
  public JobManifest with(WrittenIndices written) {
    return new JobManifest(sums, written, eventIndex);
  }

  /** The indices that actions named themselves. */
  public WrittenIndices indices() {
    return indices;
  }

  public long sum(LoadCounter counter) {
    return sums.getOrDefault(counter, 0L);
  }

  /** Whether documents went to other indices than the job's own; events of rejected ones do. */
  public boolean isSpread(String index) {
    return indices.names().stream()
        .anyMatch(name -> !name.equals(index) && !name.equals(eventIndex));
  }

  /** Documents of the job that are in the index, each counted as often as it was written. */
  public long written() {
    return sum(LoadCounter.INDEXED) + sum(LoadCounter.ALREADY_THERE);
  }
}
