package dev.sluice.mapreduce.job;

import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.TaskAttemptID;

/**
 * The bulk request bytes that the committed tasks of a job sent to each node, from their manifests:
 * the sums, and the first tasks individually. Immutable.
 */
public final class BytesByNode {

  /** The maximum number of individual tasks. */
  public static final int MOST_TASKS = 30;

  private final SortedMap<String, Map<String, Long>> byTask = new TreeMap<>();
  private final Map<String, Long> sums = new HashMap<>();
  private final Set<String> tasks = new HashSet<>();

  private BytesByNode() {}

  /** Creates the sums from tasks by name and node. */
  public static BytesByNode of(SortedMap<String, Map<String, Long>> byTask) {
    BytesByNode sent = new BytesByNode();
    byTask.forEach(sent::add);
    return sent;
  }

  /**
   * Reads the manifests of a job.
   *
   * @throws IOException if a manifest cannot be read
   */
  public static BytesByNode of(Configuration conf, JobID job) throws IOException {
    BytesByNode sent = new BytesByNode();
    JobDirectory directory = JobDirectory.of(conf, job);
    ManifestFiles.read(
        directory.root().getFileSystem(conf),
        directory.manifests(),
        TaskManifest::read,
        manifest -> {
          if (AttemptFiles.isAttempt(manifest.attempt())) {
            sent.add(task(manifest.attempt()), manifest.bytesByNode());
          }
        });
    return sent;
  }

  private void add(String task, Map<String, Long> bytesByNode) {
    tasks.add(task);
    Map<String, Long> its = byTask.computeIfAbsent(task, name -> new TreeMap<>());
    bytesByNode.forEach(
        (node, bytes) -> {
          its.merge(node, bytes, Long::sum);
          sums.merge(node, bytes, Long::sum);
        });
    if (byTask.size() > MOST_TASKS) {
      byTask.remove(byTask.lastKey());
    }
  }

  /** A short name such as {@code m_000007}; the prefix is the same for all tasks of a job. */
  private static String task(String attempt) {
    String task = TaskAttemptID.forName(attempt).getTaskID().toString();
    return task.substring(task.length() - "m_000007".length());
  }

  /** By task, such as {@code m_000007}, and node; only the first {@value #MOST_TASKS} tasks. */
  public SortedMap<String, Map<String, Long>> byTask() {
    return Collections.unmodifiableSortedMap(byTask);
  }

  /** By node, over all tasks. */
  public Map<String, Long> sums() {
    return Collections.unmodifiableMap(sums);
  }

  /** The number of tasks with a manifest. */
  public int tasks() {
    return tasks.size();
  }

  @Override
  public String toString() {
    return tasks.size() + " tasks: " + sums;
  }
}
