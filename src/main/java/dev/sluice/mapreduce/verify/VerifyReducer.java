package dev.sluice.mapreduce.verify;

import dev.sluice.io.VerifyCounter;
import dev.sluice.verify.Comparison;
import dev.sluice.verify.Difference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Counter;
import org.apache.hadoop.mapreduce.Reducer;

/**
 * Compares the documents of each id, and writes a line for each difference. It holds the documents
 * of one id, and a batch of ids that differ until they were looked at once more.
 */
public final class VerifyReducer extends Reducer<VerifyKey, VerifyRecord, NullWritable, Text> {

  private static final int BATCH = 500;

  private final List<Candidate> candidates = new ArrayList<>();
  private final Text line = new Text();
  private ComparedIndices indices;
  private Comparison comparison;
  private SecondLook second;
  private Counter same;

  /** Called by Hadoop. */
  @SuppressWarnings("unused")
  VerifyReducer() {}

  @Override
  public void run(Context context) throws IOException, InterruptedException {
    indices = ComparedIndices.load(context.getConfiguration());
    comparison = new Comparison(indices.groups());
    same = counter(context, VerifyCounter.SAME.name());
    try (SecondLook look = SecondLook.open(context, VerifiedLoad.of(context.getConfiguration()))) {
      second = look;
      super.run(context);
    }
  }

  @Override
  protected void reduce(VerifyKey key, Iterable<VerifyRecord> records, Context context)
      throws IOException, InterruptedException {
    String id = null;
    for (VerifyRecord record : records) {
      if (id == null) {
        id = record.id();
        comparison.start(id);
      }
      add(record);
    }
    if (comparison.isSame()) {
      same.increment(1);
    }
    List<Difference> differences = comparison.differences();
    if (!differences.isEmpty()) {
      candidates.add(new Candidate(id, comparison, differences));
      if (candidates.size() == BATCH) {
        settle(context);
      }
    }
  }

  private void add(VerifyRecord record) {
    if (record.indexNumber() < 0) {
      comparison.addSource(record.document());
      return;
    }
    comparison.addIndexed(record.document().in(indices.concrete(record.indexNumber())));
  }

  @Override
  protected void cleanup(Context context) throws IOException, InterruptedException {
    settle(context);
  }

  private void settle(Context context) throws IOException, InterruptedException {
    for (Difference difference : second.at(candidates)) {
      counter(context, difference.kind().name()).increment(1);
      line.set(difference.toJson());
      context.write(NullWritable.get(), line);
    }
    candidates.clear();
  }

  private static Counter counter(Context context, String name) {
    return context.getCounter(VerifyCounter.GROUP, name);
  }
}
