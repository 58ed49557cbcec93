package dev.sluice.mapreduce.job;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.TextOutputFormat;

/**
 * Where a task attempt puts what the committer of a job that writes files is to publish: with
 * Hadoop's own below the output directory, with others, such as those for S3, where they say.
 */
public final class WorkPath {

  private WorkPath() {}

  /** The directory of an attempt; absent where the job has no output directory. */
  public static Optional<Path> of(TaskAttemptContext task) throws IOException {
    Path output = FileOutputFormat.getOutputPath(task);
    if (output == null) {
      return Optional.empty();
    }
    OutputCommitter committer =
        new TextOutputFormat<NullWritable, NullWritable>().getOutputCommitter(task);
    if (committer instanceof FileOutputCommitter || !(committer instanceof PathOutputCommitter)) {
      return Optional.of(FileOutputCommitter.getTaskAttemptPath(task, output));
    }
    return Optional.of(((PathOutputCommitter) committer).getWorkPath());
  }

  /** The same where that committer has set the job up, so that somebody will publish it. */
  public static Optional<Path> published(TaskAttemptContext task) throws IOException {
    Path output = FileOutputFormat.getOutputPath(task);
    Optional<Path> work = of(task);
    boolean plain =
        work.filter(path -> path.equals(FileOutputCommitter.getTaskAttemptPath(task, output)))
            .isPresent();
    return plain && !isSetUp(task, output) ? Optional.empty() : work;
  }

  /** Whether Hadoop's own committer has set a job up over a directory. */
  public static boolean isSetUp(TaskAttemptContext task, Path output) throws IOException {
    Path attempts = FileOutputCommitter.getJobAttemptPath(task, output);
    return attempts.getFileSystem(task.getConfiguration()).exists(attempts);
  }
}
