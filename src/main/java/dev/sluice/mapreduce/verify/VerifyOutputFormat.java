package dev.sluice.mapreduce.verify;

import dev.sluice.config.Settings;
import dev.sluice.mapreduce.submit.CompareSubmission;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.TextOutputFormat;
import org.apache.hadoop.mapreduce.task.JobContextImpl;

/** Writes the differences as lines of JSON, and checks the job before any container starts. */
public final class VerifyOutputFormat extends TextOutputFormat<NullWritable, Text> {

  /** The number of documents for a reducer: about 2.5 GB are shuffled, of both sides. */
  private static final long DOCUMENTS_FOR_REDUCER = 20_000_000;

  private VerifyCommitter committer;

  /** Called by Hadoop. */
  @SuppressWarnings("unused")
  VerifyOutputFormat() {}

  /**
   * Checks the settings of the load and the index that it would write.
   *
   * @throws dev.sluice.config.ConfigException with all problems of the settings
   */
  @Override
  public void checkOutputSpecs(JobContext job) throws IOException {
    Configuration conf = job.getConfiguration();
    Settings settings = Settings.from(conf::get);
    VerifySettings.ALL.forEach(settings::get);
    settings.check();
    super.checkOutputSpecs(job);
    JobConf load = VerifiedLoad.of(conf);
    List<String> names = VerifySettings.INDICES.read(conf::get);
    CompareSubmission found =
        CompareSubmission.complete(job, new JobContextImpl(load, job.getJobID()), names);
    ComparedIndices.store(found, conf);
    if (VerifySettings.REDUCERS.read(conf::get) == 0) {
      long reducers = 1 + found.documents() / DOCUMENTS_FOR_REDUCER;
      conf.setLong(MRJobConfig.NUM_REDUCES, Math.min(reducers, 1_000));
    }
  }

  @Override
  public synchronized OutputCommitter getOutputCommitter(TaskAttemptContext task)
      throws IOException {
    if (committer == null) {
      committer = new VerifyCommitter(getOutputPath(task), task);
    }
    return committer;
  }
}
