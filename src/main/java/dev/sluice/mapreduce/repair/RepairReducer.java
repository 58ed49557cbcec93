package dev.sluice.mapreduce.repair;

import dev.sluice.mapreduce.task.AbandonedAttempt;
import java.io.IOException;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Reducer;

/**
 * Gathers what all tasks have of an id, if the source cannot be asked for single records. So
 * nothing is written or deleted before the whole source was read.
 */
public final class RepairReducer extends Reducer<Text, GatheredRecord, Object, Object> {

  /** Called by Hadoop. */
  @SuppressWarnings("unused")
  RepairReducer() {}

  @Override
  public void run(Context context) throws IOException, InterruptedException {
    AbandonedAttempt.ifFails(context, () -> super.run(context));
  }

  @Override
  protected void reduce(Text key, Iterable<GatheredRecord> records, Context context)
      throws IOException, InterruptedException {
    Gathered id = new Gathered();
    records.forEach(id::add);
    context.write(NullWritable.get(), id);
  }
}
