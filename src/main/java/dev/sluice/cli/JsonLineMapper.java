package dev.sluice.cli;

import dev.sluice.bulk.BulkError;
import dev.sluice.bulk.JsonFormException;
import dev.sluice.bulk.JsonText;
import dev.sluice.bulk.Operation;
import dev.sluice.mapreduce.BulkActionWritable;
import java.io.IOException;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;

/**
 * One line, one document, handed on as it is. A line that is no JSON object is rejected here, where
 * its file and its place are known.
 */
final class JsonLineMapper extends Mapper<LongWritable, Text, NullWritable, Writable> {

  private String file;

  /** For Hadoop. */
  @SuppressWarnings("unused")
  JsonLineMapper() {}

  @Override
  protected void setup(Context context) {
    file = ((FileSplit) context.getInputSplit()).getPath().toString();
  }

  @Override
  protected void map(LongWritable offset, Text line, Context context)
      throws IOException, InterruptedException {
    try {
      JsonText.checkObject(line.getBytes(), 0, line.getLength());
    } catch (JsonFormException e) {
      context.write(NullWritable.get(), rejected(line, offset.get(), e));
      return;
    }
    context.write(NullWritable.get(), line);
  }

  private BulkActionWritable rejected(Text line, long offset, JsonFormException why) {
    String reason = file + ", line at byte " + offset + ": " + why.getMessage() + " of the line";
    return BulkActionWritable.of(Operation.INDEX)
        .foreignSource(line.getBytes(), 0, line.getLength())
        .rejected(BulkError.of("not_one_json_object", reason))
        .build();
  }
}
