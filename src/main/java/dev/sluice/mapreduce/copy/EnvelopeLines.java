package dev.sluice.mapreduce.copy;

import dev.sluice.bulk.action.BulkError;
import dev.sluice.bulk.action.Envelope;
import dev.sluice.io.BulkActionWritable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/** Writes envelopes as lines. Owns its stream; used by one thread. */
public final class EnvelopeLines extends RecordWriter<Text, BulkActionWritable> {

  private final OutputStream out;

  public EnvelopeLines(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(Text key, BulkActionWritable action) throws IOException {
    refuseRejected(action);
    Envelope.write(action.toAction(), out);
    out.write('\n');
  }

  static void refuseRejected(BulkActionWritable action) throws IOException {
    Optional<BulkError> error = action.error();
    if (error.isPresent()) {
      throw new IOException(
          "document " + action.id().orElse("") + " cannot be dumped: " + error.get());
    }
  }

  @Override
  public void close(TaskAttemptContext task) throws IOException {
    out.close();
  }
}
