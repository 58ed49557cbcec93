package dev.sluice.mapreduce.job;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.hadoop.mapreduce.lib.output.TextOutputFormat;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;

/**
 * The work directory of a task attempt, whose files the job's committer publishes: below the output
 * directory for Hadoop's own committer; others, such as those for S3, choose it.
 */
public final class WorkPath {

  /** Hadoop's key for the names of output files. */
  private static final String NAME = "mapreduce.output.basename";

  private WorkPath() {}

  /** The work directory of an attempt; empty if the job has no output directory. */
  public static Optional<Path> of(TaskAttemptContext task) throws IOException {
    Path output = FileOutputFormat.getOutputPath(task);
    if (output == null) {
      return Optional.empty();
    }
    TextOutputFormat<NullWritable, NullWritable> format = new TextOutputFormat<>();
    if (format.getOutputCommitter(task) instanceof FileOutputCommitter) {
      return Optional.of(FileOutputCommitter.getTaskAttemptPath(task, output));
    }
    return Optional.of(format.getDefaultWorkFile(withPlainName(task), "").getParent());
  }

  /** File names can have directories of their own, as those of {@code MultipleOutputs}. */
  private static TaskAttemptContext withPlainName(TaskAttemptContext task) {
    Configuration conf = new Configuration(task.getConfiguration());
    conf.unset(NAME);
    return new TaskAttemptContextImpl(conf, task.getTaskAttemptID());
  }

  /** The same if that committer has set up the job, so that it will publish the files. */
  public static Optional<Path> published(TaskAttemptContext task) throws IOException {
    Path output = FileOutputFormat.getOutputPath(task);
    Optional<Path> work = of(task);
    boolean plain =
        work.filter(path -> path.equals(FileOutputCommitter.getTaskAttemptPath(task, output)))
            .isPresent();
    return plain && !isSetUp(task, output) ? Optional.empty() : work;
  }

  /** Whether Hadoop's own committer has set up a job in a directory. */
  public static boolean isSetUp(TaskAttemptContext task, Path output) throws IOException {
    Path attempts = FileOutputCommitter.getJobAttemptPath(task, output);
    return attempts.getFileSystem(task.getConfiguration()).exists(attempts);
  }
}
