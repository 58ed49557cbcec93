package dev.sluice.mapreduce.verify;

import dev.sluice.mapreduce.encode.JobInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.BinaryComparable;
import org.apache.hadoop.io.DataOutputBuffer;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapreduce.MapContext;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;

/**
 * The bytes of the key of the record that a mapper works on, such as an HBase row key. Empty for
 * files, whose records cannot be looked up. Used by one thread.
 */
final class RecordKeys {

  private final MapContext<?, ?, ?, ?> context;
  private final boolean known;
  private final DataOutputBuffer buffer = new DataOutputBuffer();

  RecordKeys(MapContext<?, ?, ?, ?> context, Configuration load) {
    this.context = context;
    known =
        load.getBoolean(VerifiedLoad.IN_STEP, false)
            && !FileInputFormat.class.isAssignableFrom(JobInput.format(load));
  }

  Optional<byte[]> current() throws IOException, InterruptedException {
    return known ? bytes(context.getCurrentKey()) : Optional.empty();
  }

  private Optional<byte[]> bytes(Object key) throws IOException {
    if (key instanceof BinaryComparable) {
      BinaryComparable text = (BinaryComparable) key;
      return Optional.of(Arrays.copyOf(text.getBytes(), text.getLength()));
    }
    return key instanceof Writable && !(key instanceof LongWritable)
        ? withLength((Writable) key)
        : Optional.empty();
  }

  /** HBase's keys serialize to a length and the bytes. */
  private Optional<byte[]> withLength(Writable key) throws IOException {
    buffer.reset();
    key.write(buffer);
    int length = buffer.getLength() - Integer.BYTES;
    boolean fits = length >= 0 && ByteBuffer.wrap(buffer.getData()).getInt() == length;
    return fits
        ? Optional.of(Arrays.copyOfRange(buffer.getData(), Integer.BYTES, buffer.getLength()))
        : Optional.empty();
  }
}
