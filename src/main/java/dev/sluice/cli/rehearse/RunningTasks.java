package dev.sluice.cli.rehearse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.LocalJobRunner;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.MRConfig;
import org.apache.hadoop.mapreduce.TaskReport;
import org.apache.hadoop.mapreduce.TaskType;

/** The map tasks of a job that run at the same time. */
final class RunningTasks {

  private RunningTasks() {}

  static boolean isLocal(Configuration conf) {
    return conf.get(MRConfig.FRAMEWORK_NAME, MRConfig.LOCAL_FRAMEWORK_NAME)
        .equals(MRConfig.LOCAL_FRAMEWORK_NAME);
  }

  /** The limit in the settings. */
  static int limit(Configuration conf) {
    if (isLocal(conf)) {
      return Math.max(1, conf.getInt(LocalJobRunner.LOCAL_MAX_MAPS, 1));
    }
    int limit = conf.getInt(JobContext.JOB_RUNNING_MAP_LIMIT, 0);
    return limit > 0 ? limit : Integer.MAX_VALUE;
  }

  static void setLimit(Configuration conf, int tasks) {
    conf.setInt(LocalJobRunner.LOCAL_MAX_MAPS, tasks);
    conf.setInt(JobContext.JOB_RUNNING_MAP_LIMIT, tasks);
  }

  /** The most that ran at the same time in a job that has ended; the cluster may allow fewer. */
  static int seen(Job job) throws IOException, InterruptedException {
    int limit = limit(job.getConfiguration());
    TaskReport[] reports = job.getTaskReports(TaskType.MAP);
    if (reports == null || reports.length == 0) {
      return limit;
    }
    List<long[]> times = new ArrayList<>();
    for (TaskReport report : reports) {
      times.add(new long[] {report.getStartTime(), report.getFinishTime()});
    }
    return Math.min(limit, most(times));
  }

  /** The most intervals of start and end that overlap; at least 1. */
  static int most(List<long[]> intervals) {
    List<long[]> changes = new ArrayList<>();
    for (long[] interval : intervals) {
      changes.add(new long[] {interval[0], 1});
      changes.add(new long[] {interval[1], -1});
    }
    changes.sort((a, b) -> a[0] == b[0] ? Long.compare(a[1], b[1]) : Long.compare(a[0], b[0]));
    int now = 0;
    List<Integer> counts = new ArrayList<>();
    for (long[] change : changes) {
      now += (int) change[1];
      counts.add(now);
    }
    return Math.max(1, counts.isEmpty() ? 1 : Collections.max(counts));
  }
}
