package dev.sluice.mapreduce;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.TaskAttemptID;

/**
 * How many bytes of bulk requests each committed task of a job sent to each node, by the ledgers in
 * the job's directory. Immutable.
 */
public final class SentBytes {

  /** The name of the group of counters, one for each node. */
  public static final String GROUP = "Sluice bytes by node";

  private final SortedMap<String, Map<String, Long>> byTask;

  private SentBytes(SortedMap<String, Map<String, Long>> byTask) {
    this.byTask = Collections.unmodifiableSortedMap(byTask);
  }

  /**
   * Reads the ledgers of a job.
   *
   * @throws IOException if one cannot be read
   */
  public static SentBytes of(Configuration conf, JobID job) throws IOException {
    SortedMap<String, Map<String, Long>> byTask = new TreeMap<>();
    JobDirectory directory = JobDirectory.of(conf, job);
    SmallFiles.read(
        directory.root().getFileSystem(conf),
        directory.manifests(),
        Manifest::read,
        manifest -> {
          Map<String, Long> its =
              byTask.computeIfAbsent(task(manifest.attempt()), task -> new TreeMap<>());
          manifest.bytesByNode().forEach((node, bytes) -> its.merge(node, bytes, Long::sum));
        });
    return new SentBytes(byTask);
  }

  /** Such as {@code m_000007}: the job's own part is the same for all. */
  private static String task(String attempt) {
    String task = TaskAttemptID.forName(attempt).getTaskID().toString();
    return task.substring(task.length() - "m_000007".length());
  }

  /** By task, such as {@code m_000007}, and node. */
  public SortedMap<String, Map<String, Long>> byTask() {
    return byTask;
  }

  @Override
  public String toString() {
    return byTask.toString();
  }
}
