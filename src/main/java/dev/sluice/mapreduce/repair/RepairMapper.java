package dev.sluice.mapreduce.repair;

import dev.sluice.io.RepairCounter;
import dev.sluice.mapreduce.task.AbandonedAttempt;
import dev.sluice.mapreduce.verify.LoadMapper;
import dev.sluice.mapreduce.verify.SidedSplit;
import dev.sluice.verify.Difference;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Counter;
import org.apache.hadoop.mapreduce.Mapper;

/**
 * Passes differences on. If the source cannot be asked for single records, it passes the documents
 * of these ids as well, which the mapper of the load makes of the whole source.
 */
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
    Configuration load = RepairedLoad.of(context.getConfiguration());
    if (split.isOfSource()) {
      LoadMapper.run(context, load, split.inner(), new DifferingRecords(context, load));
    } else {
      pass(context, context.getNumReduceTasks() > 0, IdGroups.of(load));
    }
  }

  private static void pass(Context context, boolean gathered, IdGroups groups)
      throws IOException, InterruptedException {
    Counter read = context.getCounter(RepairCounter.GROUP, RepairCounter.READ.name());
    Text key = new Text();
    while (context.nextKeyValue()) {
      Difference difference = (Difference) context.getCurrentValue();
      read.increment(1);
      key.set(groups.key(difference.index(), difference.id()));
      context.write(key, gathered ? GatheredRecord.of(difference) : difference);
    }
  }
}
