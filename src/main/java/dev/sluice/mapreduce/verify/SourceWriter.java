package dev.sluice.mapreduce.verify;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.BulkError;
import dev.sluice.flow.Ticker;
import dev.sluice.io.UnencodableException;
import dev.sluice.io.VerifyCounter;
import dev.sluice.json.JsonFormException;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.verify.Fingerprint;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Counter;
import org.apache.hadoop.mapreduce.MapContext;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * Takes the output of the mapper of a load, and writes fingerprints of the documents that the load
 * would write. What the load would reject goes to a file beside the differences. Used by one
 * thread, as other record writers.
 */
final class SourceWriter extends RecordWriter<Object, Object> {

  private final FingerprintOutput output;
  private final SourceActions actions;
  private final ComparedIndices indices;
  private final String index;
  private final RecordKeys keys;
  private final Counter rejected;
  private final SourcePrints prints;
  private final RejectedSources refused;

  SourceWriter(MapContext<Object, Object, VerifyKey, VerifyRecord> context, Configuration load) {
    output = new FingerprintOutput(context);
    actions = new SourceActions(load);
    prints = new SourcePrints(FingerprintOutput.hash(load));
    indices = ComparedIndices.load(load);
    index = OutputSettings.INDEX.read(load::get).orElse("");
    keys = new RecordKeys(context, load);
    refused = new RejectedSources(context, index, Ticker.system());
    rejected = context.getCounter(VerifyCounter.GROUP, VerifyCounter.REJECTED.name());
  }

  @Override
  public void write(Object key, Object value) throws IOException, InterruptedException {
    BulkAction action;
    Fingerprint.Builder document;
    try {
      action = actions.of(key, value);
    } catch (UnencodableException e) {
      reject(e.action(), e.error());
      return;
    }
    try {
      document = prints.of(action);
    } catch (JsonFormException e) {
      reject(action, SourcePrints.notJson(e));
      return;
    }
    if (action.index != null) {
      checkIndex(action);
    }
    document.row(keys.current().orElse(null));
    output.source(action.id, action.index == null ? index : action.index, document.build());
  }

  private void reject(BulkAction action, BulkError why) throws IOException {
    rejected.increment(1);
    refused.add(action, why);
  }

  private void checkIndex(BulkAction action) throws IOException {
    boolean compared =
        indices.isOfSeveral()
            || indices.groups().of(action.index).equals(indices.groups().of(index));
    if (!compared) {
      throw new IOException(
          "document "
              + action.id
              + " goes to index \""
              + action.index
              + "\", but only \""
              + index
              + "\" is compared: set "
              + VerifySettings.INDICES
              + " to all indices that the documents name");
    }
  }

  @Override
  public void close(TaskAttemptContext task) throws IOException {
    refused.close();
  }
}
