package dev.sluice.mapreduce.job;

import dev.sluice.client.lanes.LanePlan;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routing plan of a job, decided once: at submission if the index exists, otherwise after the
 * job has created it. In that case a file in the job directory carries it to the tasks.
 */
public final class PlannedLanes {

  private static final Logger log = LoggerFactory.getLogger(PlannedLanes.class);

  private PlannedLanes() {}

  /** Logs once for each job if shard-aware routing is off but was requested. */
  public static LanePlan announced(LanePlan plan) {
    if (!plan.isOn() && !plan.reason().isEmpty()) {
      log.warn("Shard-aware routing is off; requests go to any node: {}", plan.reason());
    }
    return plan;
  }

  /** Writes a plan for the tasks. Can be repeated. */
  public static void write(JobContext job, JobDirectory directory, LanePlan plan)
      throws IOException {
    Path file = directory.lanes();
    try (OutputStream out = TaskFile.create(file, job.getConfiguration())) {
      out.write(plan.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The plan for a task; off if there is none. */
  public static LanePlan of(JobContext task) throws IOException {
    Configuration conf = task.getConfiguration();
    IndexPlan plan = IndexPlan.load(conf);
    if (plan.lanes().isPresent() || !plan.creates()) {
      return plan.lanes().orElse(LanePlan.off(""));
    }
    Path file = JobDirectory.of(task).lanes();
    try {
      byte[] text = JobDirectory.read(file.getFileSystem(conf), file);
      return LanePlan.parse(new String(text, StandardCharsets.UTF_8));
    } catch (FileNotFoundException e) {
      return LanePlan.off("");
    }
  }
}
