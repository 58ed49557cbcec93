package dev.sluice.mapreduce.verify;

import dev.sluice.io.DocumentWritable;
import dev.sluice.mapreduce.input.IndexSplit;
import java.io.IOException;
import org.apache.hadoop.mapreduce.MapContext;

/** Writes the fingerprints of a shard of the index. */
final class IndexSide {

  private final MapContext<Object, Object, VerifyKey, VerifyRecord> context;
  private final FingerprintOutput output;
  private final int shard;

  IndexSide(MapContext<Object, Object, VerifyKey, VerifyRecord> context, SidedSplit split) {
    this.context = context;
    output = new FingerprintOutput(context);
    shard = ((IndexSplit) split.inner()).shard().number();
  }

  void run() throws IOException, InterruptedException {
    while (context.nextKeyValue()) {
      DocumentWritable document = (DocumentWritable) context.getCurrentValue();
      output.indexed(
          document.id(),
          output
              .hash(document.bytes(), document.offset(), document.length())
              .index(document.index())
              .shard(shard)
              .routing(document.routing().orElse(null))
              .version(document.version().orElse(-1))
              .seqNo(document.seqNo().orElse(-1))
              .primaryTerm(document.primaryTerm().orElse(-1))
              .build());
    }
  }
}
