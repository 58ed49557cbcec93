package dev.sluice.mapreduce.verify;

import dev.sluice.io.DocumentWritable;
import dev.sluice.mapreduce.input.IndexSplit;
import java.io.IOException;
import org.apache.hadoop.mapreduce.MapContext;

/** Writes the fingerprints of a shard of the index. */
final class IndexSide {

  private final MapContext<Object, Object, VerifyKey, VerifyRecord> context;
  private final FingerprintOutput output;
  private final IndexedPrints prints;
  private final int shard;

  IndexSide(MapContext<Object, Object, VerifyKey, VerifyRecord> context, SidedSplit split) {
    this.context = context;
    output = new FingerprintOutput(context);
    prints = new IndexedPrints(FingerprintOutput.hash(context.getConfiguration()));
    shard = ((IndexSplit) split.inner()).shard().number();
  }

  void run() throws IOException, InterruptedException {
    while (context.nextKeyValue()) {
      DocumentWritable document = (DocumentWritable) context.getCurrentValue();
      output.indexed(document.id(), prints.of(document).shard(shard).build());
    }
  }
}
