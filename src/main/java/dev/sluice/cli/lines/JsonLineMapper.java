package dev.sluice.cli.lines;

import dev.sluice.io.RecordByRecord;
import dev.sluice.json.JsonFormException;
import dev.sluice.json.JsonText;
import dev.sluice.mapreduce.encode.CheckedText;
import java.io.IOException;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.Mapper;

/**
 * Maps each line to one document, unchanged. A line that is not a JSON object is rejected here,
 * because its file and place are known here.
 */
@RecordByRecord
public final class JsonLineMapper extends Mapper<LongWritable, Text, Writable, Writable> {

  private LinePlace place;
  private LineLimit limit;
  private boolean shuffled;
  private boolean mayBeMistaken;

  /** For Hadoop. */
  @SuppressWarnings("unused")
  JsonLineMapper() {}

  @Override
  protected void setup(Context context) {
    place = LinePlace.of(context);
    limit = LineLimit.of(context.getConfiguration());
    mayBeMistaken = MistakenFormat.isExpected(context.getConfiguration());
    shuffled =
        ShuffledLine.class
            == context.getConfiguration().getClass(MRJobConfig.MAP_OUTPUT_VALUE_CLASS, null);
  }

  @Override
  protected void map(LongWritable offset, Text line, Context context)
      throws IOException, InterruptedException {
    if (mayBeMistaken) {
      MistakenFormat.check(line, offset, place);
    }
    Writable value = value(line, offset);
    context.write(place.outputKey(offset), shuffled ? ShuffledLine.of(value) : value);
  }

  /** Tells the writer of what it need not check again. */
  private static void check(Text line) throws JsonFormException {
    if (line instanceof CheckedText) {
      ((CheckedText) line).check();
    } else {
      JsonText.checkObject(line.getBytes(), 0, line.getLength());
    }
  }

  private Writable value(Text line, LongWritable offset) {
    if (limit.isExceededBy(line)) {
      return place.tooLong(line, offset, limit);
    }
    try {
      check(line);
      return line;
    } catch (JsonFormException e) {
      String why = e.getMessage() + " of the line" + LineShape.hint(line);
      return place.rejected(line, offset, "not_one_json_object", why);
    }
  }
}
