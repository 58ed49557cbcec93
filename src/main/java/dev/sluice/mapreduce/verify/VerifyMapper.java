package dev.sluice.mapreduce.verify;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Mapper;

/** Writes the fingerprints of the documents of a split, of either side. */
public final class VerifyMapper extends Mapper<Object, Object, VerifyKey, VerifyRecord> {

  /** Called by Hadoop. */
  @SuppressWarnings("unused")
  VerifyMapper() {}

  @Override
  public void run(Context context) throws IOException, InterruptedException {
    SidedSplit split = (SidedSplit) context.getInputSplit();
    if (split.isOfSource()) {
      Configuration load = VerifiedLoad.of(context.getConfiguration());
      SourceWriter writer = new SourceWriter(context, load);
      try {
        LoadMapper.run(context, load, split.inner(), writer);
      } finally {
        writer.close(context);
      }
    } else {
      new IndexSide(context, split).run();
    }
  }
}
