package dev.sluice.mapreduce.verify;

import dev.sluice.bulk.RejectedDocument;
import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.BulkError;
import dev.sluice.flow.Ticker;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;

/**
 * The records of a task that a load would reject, in a file beside the differences, one envelope
 * per line. Created with the first record, and published with the task. Used by one thread, which
 * closes it.
 */
final class RejectedSources implements Closeable {

  private final TaskAttemptContext task;
  private final String index;
  private final Ticker ticker;
  private OutputStream out;

  /**
   * Creates it.
   *
   * @param index the index of documents that name none
   */
  RejectedSources(TaskAttemptContext task, String index, Ticker ticker) {
    this.task = task;
    this.index = index;
    this.ticker = ticker;
  }

  void add(BulkAction action, BulkError why) throws IOException {
    if (out == null) {
      Path work = new FileOutputCommitter(FileOutputFormat.getOutputPath(task), task).getWorkPath();
      Path directory = new Path(work, VerifiedLoad.REJECTED);
      int number = task.getTaskAttemptID().getTaskID().getId();
      Path file = new Path(directory, String.format(Locale.ROOT, "m-%05d.ndjson", number));
      out =
          new BufferedOutputStream(
              file.getFileSystem(task.getConfiguration()).create(file, true), 64 * 1024);
    }
    RejectedDocument.of(action, action.index == null ? index : action.index, why)
        .writeEnvelope(out, task.getTaskAttemptID().toString(), ticker.wallMillis());
    out.write('\n');
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
    }
  }
}
