package dev.sluice.hbase;

import dev.sluice.bulk.action.BulkError;
import dev.sluice.bulk.action.Operation;
import dev.sluice.hbase.mapping.RowEncoder;
import dev.sluice.hbase.mapping.RowException;
import dev.sluice.hbase.mapping.RowMapping;
import dev.sluice.hbase.scan.RowCounter;
import dev.sluice.io.BulkActionWritable;
import dev.sluice.io.LoadCounter;
import dev.sluice.io.RecordByRecord;
import dev.sluice.json.ByteArray;
import dev.sluice.mapreduce.task.AbandonedAttempt;
import java.io.IOException;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.io.ImmutableBytesWritable;
import org.apache.hadoop.hbase.mapreduce.TableMapper;
import org.apache.hadoop.io.Text;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Converts each row to a document by the {@link RowMapping} in {@code sluice.hbase.mapping}. The
 * output key is the document id; it is empty if the row has none. A row that cannot be converted
 * becomes a rejected action, or fails the task if the mapping says {@code on error = fail}.
 */
@RecordByRecord
@InterfaceAudience.Public
@InterfaceStability.Evolving
public class DocumentTableMapper extends TableMapper<Text, BulkActionWritable> {

  static final String BAD_ROW = "sluice_bad_row";

  private static final Logger log = LoggerFactory.getLogger(DocumentTableMapper.class);

  private final Text key = new Text();
  private RowEncoder encoder;

  /** Called by Hadoop. */
  public DocumentTableMapper() {}

  /**
   * Discards the pending documents of the writer if the task fails, instead of sending them first.
   */
  @Override
  public void run(Context context) throws IOException, InterruptedException {
    AbandonedAttempt.ifFails(context, () -> super.run(context));
  }

  @Override
  protected void setup(Context context) {
    encoder = new RowEncoder(MappingOption.ofTask(context.getConfiguration()));
  }

  @Override
  protected void map(ImmutableBytesWritable row, Result result, Context context)
      throws IOException, InterruptedException {
    long skippedBefore = encoder.skipped();
    BulkActionWritable action = encode(result);
    if (encoder.skipped() > skippedBefore) {
      context
          .getCounter(LoadCounter.GROUP, RowCounter.VALUES_SKIPPED.name())
          .increment(encoder.skipped() - skippedBefore);
    }
    key.set(encoder.id().orElse(""));
    context.write(key, action);
  }

  private BulkActionWritable encode(Result result) throws IOException {
    try {
      return encoder.encode(result).toWritable();
    } catch (RowException e) {
      if (e.isFatal()) {
        throw new IOException(e.getMessage(), e);
      }
      // Without a source: a partly converted row is not the intended document.
      ByteArray record = encoder.record();
      return BulkActionWritable.of(Operation.INDEX)
          .id(encoder.id().orElse(""))
          .foreignSource(record.array(), 0, record.length())
          .rejected(BulkError.of(BAD_ROW, e.getMessage()))
          .build();
    }
  }

  @Override
  protected void cleanup(Context context) {
    if (encoder.skipped() > 0) {
      log.warn(
          "Skipped {} values that do not match the mapping, the first in {}",
          encoder.skipped(),
          encoder.firstSkipped().orElse(""));
    }
  }
}
