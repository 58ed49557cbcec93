package dev.sluice.cli;

import dev.sluice.bulk.JsonFormException;
import dev.sluice.bulk.JsonText;
import java.io.IOException;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.Mapper;

/**
 * One line, one document, handed on as it is. A line that is no JSON object is rejected here, where
 * its file and its place are known.
 */
final class JsonLineMapper extends Mapper<LongWritable, Text, NullWritable, Writable> {

  private LinePlace place;
  private boolean shuffled;

  /** For Hadoop. */
  @SuppressWarnings("unused")
  JsonLineMapper() {}

  @Override
  protected void setup(Context context) {
    place = LinePlace.of(context);
    shuffled =
        ShuffledLine.class
            == context.getConfiguration().getClass(MRJobConfig.MAP_OUTPUT_VALUE_CLASS, null);
  }

  @Override
  protected void map(LongWritable offset, Text line, Context context)
      throws IOException, InterruptedException {
    try {
      JsonText.checkObject(line.getBytes(), 0, line.getLength());
    } catch (JsonFormException e) {
      String why = e.getMessage() + " of the line";
      write(place.rejected(line, offset, "not_one_json_object", why), context);
      return;
    }
    write(line, context);
  }

  private void write(Writable line, Context context) throws IOException, InterruptedException {
    context.write(NullWritable.get(), shuffled ? ShuffledLine.of(line) : line);
  }
}
