package dev.sluice.mapreduce.copy;

import dev.sluice.bulk.action.Envelope;
import dev.sluice.io.BulkActionWritable;
import java.io.IOException;
import org.apache.hadoop.io.DataOutputBuffer;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/** Writes envelopes as records of a sequence file, with the id as key. Used by one thread. */
public final class EnvelopeRecords extends RecordWriter<Text, BulkActionWritable> {

  private final SequenceFile.Writer file;
  private final DataOutputBuffer bytes = new DataOutputBuffer();
  private final Text envelope = new Text();

  public EnvelopeRecords(SequenceFile.Writer file) {
    this.file = file;
  }

  @Override
  public void write(Text key, BulkActionWritable action) throws IOException {
    EnvelopeLines.refuseRejected(action);
    bytes.reset();
    Envelope.write(action.toAction(), bytes);
    envelope.set(bytes.getData(), 0, bytes.getLength());
    file.append(key, envelope);
  }

  @Override
  public void close(TaskAttemptContext task) throws IOException {
    file.close();
  }
}
