package dev.sluice.cli.rehearse;

import dev.sluice.cli.run.MapTaskLimit;
import dev.sluice.mapreduce.engine.Engine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskReport;
import org.apache.hadoop.mapreduce.TaskType;

/** The map tasks of a job that run at the same time. */
final class ConcurrentTasks {

  private ConcurrentTasks() {}

  /** The limit in the settings. */
  static int limit(Configuration conf) {
    int limit = MapTaskLimit.of(conf);
    if (Engine.isLocal(conf)) {
      return Math.max(1, limit);
    }
    return limit > 0 ? limit : Integer.MAX_VALUE;
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
