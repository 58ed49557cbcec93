package consumer;

import dev.sluice.io.DocumentWritable;
import java.io.IOException;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Mapper;

/** The id and the source of each document. */
public final class SourceMapper extends Mapper<Text, DocumentWritable, Text, Text> {

  @Override
  protected void map(Text id, DocumentWritable document, Context context)
      throws IOException, InterruptedException {
    context.write(id, new Text(document.source()));
  }
}
