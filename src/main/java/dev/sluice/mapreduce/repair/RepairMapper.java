package dev.sluice.mapreduce.repair;

import dev.sluice.mapreduce.task.AbandonedAttempt;
import dev.sluice.mapreduce.verify.LoadMapper;
import dev.sluice.mapreduce.verify.SidedSplit;
import java.io.IOException;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/** Passes differences on, or what the mapper of the load makes of the source. */
public final class RepairMapper extends Mapper<Object, Object, Object, Object> {

  /** Called by Hadoop. */
  @SuppressWarnings("unused")
  RepairMapper() {}

  @Override
  public void run(Context context) throws IOException, InterruptedException {
    AbandonedAttempt.ifFails(context, () -> pass(context));
  }

  private void pass(Context context) throws IOException, InterruptedException {
    SidedSplit split = (SidedSplit) context.getInputSplit();
    if (split.isOfSource()) {
      LoadMapper.run(
          context, RepairedLoad.of(context.getConfiguration()), split.inner(), new Passed(context));
    } else {
      super.run(context);
    }
  }

  /** Passes records on, one at a time: a mapper may write with several threads. */
  private static final class Passed extends RecordWriter<Object, Object> {

    private final Context context;

    Passed(Context context) {
      this.context = context;
    }

    @Override
    public synchronized void write(Object key, Object value)
        throws IOException, InterruptedException {
      context.write(key, value);
    }

    @Override
    public void close(TaskAttemptContext task) {}
  }
}
