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
 * How many bytes of bulk requests the committed tasks of a job sent to each node, by the manifests
 * in the job's directory: the sums, and the first tasks one by one. Immutable.
 */
public final class BytesByNode {

  /** So many tasks are kept, however many the job has. */
  public static final int MOST_TASKS = 30;

  private final SortedMap<String, Map<String, Long>> byTask = new TreeMap<>();
  private final Map<String, Long> sums = new HashMap<>();
  private final Set<String> tasks = new HashSet<>();

  private BytesByNode() {}

  /** Those of tasks by their names and nodes. */
  public static BytesByNode of(SortedMap<String, Map<String, Long>> byTask) {
    BytesByNode sent = new BytesByNode();
    byTask.forEach(sent::add);
    return sent;
  }

  /**
   * Reads the ledgers of a job.
   *
   * @throws IOException if one cannot be read
   */
  public static BytesByNode of(Configuration conf, JobID job) throws IOException {
    BytesByNode sent = new BytesByNode();
    JobDirectory directory = JobDirectory.of(conf, job);
    ManifestFiles.read(
        directory.root().getFileSystem(conf),
        directory.manifests(),
        TaskManifest::read,
        manifest -> sent.add(task(manifest.attempt()), manifest.bytesByNode()));
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

  /** Such as {@code m_000007}: the job's own part is the same for all. */
  private static String task(String attempt) {
    String task = TaskAttemptID.forName(attempt).getTaskID().toString();
    return task.substring(task.length() - "m_000007".length());
  }

  /** By task, such as {@code m_000007}, and node; of the first {@value #MOST_TASKS} tasks. */
  public SortedMap<String, Map<String, Long>> byTask() {
    return Collections.unmodifiableSortedMap(byTask);
  }

  /** By node, of all tasks. */
  public Map<String, Long> sums() {
    return Collections.unmodifiableMap(sums);
  }

  /** How many tasks have a ledger. */
  public int tasks() {
    return tasks.size();
  }

  @Override
  public String toString() {
    return tasks.size() + " tasks: " + sums;
  }
}
