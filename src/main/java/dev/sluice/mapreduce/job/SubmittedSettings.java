package dev.sluice.mapreduce.job;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.JobContext;

/**
 * The settings of a job as submission completed them, in a file of the job directory. MapReduce
 * carries them to the tasks in the configuration. Other engines may check a copy of the
 * configuration, which their tasks never see. Contains no secrets.
 */
public final class SubmittedSettings {

  private static final String OURS = "sluice.";

  private SubmittedSettings() {}

  /** Writes the file for the tasks. Can be repeated. */
  public static void write(JobContext job) throws IOException {
    SortedMap<String, String> settings = new TreeMap<>();
    for (Map.Entry<String, String> entry : job.getConfiguration()) {
      if (entry.getKey().startsWith(OURS)) {
        settings.put(entry.getKey(), job.getConfiguration().getRaw(entry.getKey()));
      }
    }
    Path file = JobDirectory.of(job).settings();
    try (DataOutputStream out =
        new DataOutputStream(TaskFile.create(file, job.getConfiguration()))) {
      out.writeInt(settings.size());
      for (Map.Entry<String, String> entry : settings.entrySet()) {
        Text.writeString(out, entry.getKey());
        Text.writeString(out, entry.getValue());
      }
    }
  }

  /**
   * Completes the configuration of a task, unless it already has the plan of the job.
   *
   * @return whether it is complete; false if the job has no such file
   */
  public static boolean complete(JobContext task) throws IOException {
    Configuration conf = task.getConfiguration();
    if (IndexPlan.isIn(conf)) {
      return true;
    }
    JobDirectory directory = JobDirectory.of(task);
    try (DataInputStream in =
        new DataInputStream(
            new ByteArrayInputStream(
                JobDirectory.read(directory.fileSystem(task), directory.settings())))) {
      for (int left = in.readInt(); left > 0; left--) {
        conf.set(Text.readString(in), Text.readString(in));
      }
      return true;
    } catch (FileNotFoundException e) {
      return false;
    }
  }
}
