package dev.sluice.fault;

import dev.sluice.bulk.action.Operation;
import dev.sluice.io.BulkActionWritable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Mapper;

/** A user's mapper: makes an action of each line of a {@link Workload}. */
public class ActionMapper extends Mapper<LongWritable, Text, NullWritable, BulkActionWritable> {

  @Override
  protected void map(LongWritable offset, Text line, Context context)
      throws IOException, InterruptedException {
    String[] parts = line.toString().split("\t", 3);
    BulkActionWritable.Builder action =
        BulkActionWritable.of(Operation.valueOf(parts[0].toUpperCase(Locale.ROOT)));
    if (!parts[1].isEmpty()) {
      action.id(parts[1]);
    }
    if (!parts[2].isEmpty()) {
      byte[] json = parts[2].getBytes(StandardCharsets.UTF_8);
      action.source(json, 0, json.length);
    }
    context.write(NullWritable.get(), action.build());
  }
}
