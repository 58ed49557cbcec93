package dev.sluice.cli.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.LocalJobRunner;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.MRConfig;

/** The table or the files that a job would load. Immutable. */
public final class JobInput {

  private final String table;
  private final List<String> files;

  private JobInput(String table, List<String> files) {
    this.table = table;
    this.files = files;
  }

  public static JobInput ofTable(String table) {
    return new JobInput(table, Collections.emptyList());
  }

  public static JobInput ofFiles(List<String> paths) {
    return new JobInput(null, Collections.unmodifiableList(new ArrayList<>(paths)));
  }

  /** Reads the size of the input. Blocks. */
  Source read(Configuration conf, int dataNodes) throws IOException {
    return table == null
        ? FileSource.read(conf, files, limit(conf))
        : TableSource.read(conf, table, dataNodes, limit(conf));
  }

  /** The most tasks that Hadoop runs at the same time; 0 if the job does not limit it. */
  private static int limit(Configuration conf) {
    String framework = conf.get(MRConfig.FRAMEWORK_NAME, MRConfig.LOCAL_FRAMEWORK_NAME);
    return framework.equals(MRConfig.LOCAL_FRAMEWORK_NAME)
        ? conf.getInt(LocalJobRunner.LOCAL_MAX_MAPS, 1)
        : conf.getInt(JobContext.JOB_RUNNING_MAP_LIMIT, 0);
  }
}
