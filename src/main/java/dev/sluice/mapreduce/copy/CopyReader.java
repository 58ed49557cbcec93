package dev.sluice.mapreduce.copy;

import dev.sluice.io.DocumentWritable;
import dev.sluice.json.ByteArray;
import dev.sluice.mapreduce.input.IndexSplit;
import dev.sluice.mapreduce.job.AttemptFiles;
import dev.sluice.mapreduce.job.DelegatingRecordReader;
import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.mapreduce.job.TaskFile;
import dev.sluice.mapreduce.job.WorkPath;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;

/**
 * Counts the documents of a shard and writes its manifest at the end of the shard. The manifest is
 * a file of the attempt, published or deleted with it.
 */
final class CopyReader extends DelegatingRecordReader<Text, DocumentWritable> {

  private TaskAttemptContext task;
  private String shard;
  private String terms;
  private long checkpoint;
  private long documents;
  private boolean ended;

  CopyReader(RecordReader<Text, DocumentWritable> reader) {
    super(reader);
  }

  @Override
  public void initialize(InputSplit split, TaskAttemptContext context)
      throws IOException, InterruptedException {
    task = context;
    shard = CopyInputFormat.shard(split, context.getConfiguration());
    terms = CopyInputFormat.terms(((IndexSplit) split).over(context.getConfiguration()));
    checkpoint = CopyInputFormat.checkpoint(split, context.getConfiguration());
    super.initialize(split, context);
  }

  @Override
  public boolean nextKeyValue() throws IOException, InterruptedException {
    if (super.nextKeyValue()) {
      documents++;
      return true;
    }
    if (!ended) {
      ended = true;
      writeLedger();
    }
    return false;
  }

  private void writeLedger() throws IOException {
    String base = task.getConfiguration().get(CopiedShards.BASE_NAME, CopiedShards.FIRST_NAME);
    String name = FileOutputFormat.getUniqueFile(task, base, "");
    Path work = work();
    Path file = new Path(new Path(work, CopiedShards.LEDGERS), name + AttemptFiles.JSON);
    ByteArray json = new ShardManifest(shard, name, terms, documents, checkpoint).toJson();
    try (OutputStream out = TaskFile.create(file, task.getConfiguration())) {
      out.write(json.array(), 0, json.length());
    }
  }

  /** The work directory: of the dump, or of the job that writes an index. */
  private Path work() throws IOException {
    Optional<Path> dump = WorkPath.of(task);
    return dump.isPresent()
        ? dump.get()
        : FileOutputCommitter.getTaskAttemptPath(task, JobDirectory.of(task).root());
  }
}
