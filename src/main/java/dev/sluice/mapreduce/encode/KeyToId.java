package dev.sluice.mapreduce.encode;

import dev.sluice.json.Utf8;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.io.ByteWritable;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.DataOutputBuffer;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.MD5Hash;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.ShortWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.VIntWritable;
import org.apache.hadoop.io.VLongWritable;
import org.apache.hadoop.io.Writable;

/** Converts a record key to a document id. Not thread-safe. */
final class KeyToId {

  /** HBase's key type, referenced by name, because this package does not depend on HBase. */
  private static final String HBASE_BYTES = "org.apache.hadoop.hbase.io.ImmutableBytesWritable";

  private static final int MOST_BYTES_SHOWN = 32;

  private final DataOutputBuffer buffer = new DataOutputBuffer();

  /**
   * The text of a key.
   *
   * @throws RecordRefusedException if its bytes are not UTF-8
   * @throws IOException if keys of this type cannot be ids
   */
  String of(Object key) throws IOException, RecordRefusedException {
    if (key instanceof Text) {
      return utf8(((Text) key).getBytes(), 0, ((Text) key).getLength());
    }
    if (key instanceof BytesWritable) {
      return utf8(((BytesWritable) key).getBytes(), 0, ((BytesWritable) key).getLength());
    }
    if (isNumber(key) || key instanceof MD5Hash) {
      return key.toString();
    }
    if (key instanceof Writable && key.getClass().getName().equals(HBASE_BYTES)) {
      return serialized((Writable) key);
    }
    throw new IOException(unsupported(key));
  }

  private static boolean isNumber(Object key) {
    return key instanceof LongWritable
        || key instanceof IntWritable
        || key instanceof VLongWritable
        || key instanceof VIntWritable
        || key instanceof ShortWritable
        || key instanceof ByteWritable;
  }

  /** HBase and Hadoop serialize bytes as a length of four bytes and the content. */
  private String serialized(Writable key) throws IOException, RecordRefusedException {
    buffer.reset();
    key.write(buffer);
    return utf8(buffer.getData(), Integer.BYTES, buffer.getLength() - Integer.BYTES);
  }

  private static String utf8(byte[] bytes, int start, int count) throws RecordRefusedException {
    if (Utf8.firstMalformed(bytes, start, count) >= 0) {
      throw RecordRefusedException.ofId(
          "",
          "the key 0x"
              + hex(bytes, start, count)
              + " is not UTF-8 and cannot be an id: write the id as a Text key");
    }
    return new String(bytes, start, count, StandardCharsets.UTF_8);
  }

  private static String hex(byte[] bytes, int start, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = start; i < start + Math.min(count, MOST_BYTES_SHOWN); i++) {
      text.append(Character.forDigit((bytes[i] >> 4) & 0xF, 16));
      text.append(Character.forDigit(bytes[i] & 0xF, 16));
    }
    return count > MOST_BYTES_SHOWN ? text.append("...").toString() : text.toString();
  }

  private static String unsupported(Object key) {
    if (key == null || key instanceof NullWritable) {
      return OutputSettings.ID
          + " is \"key\", but the job writes records without keys:"
          + " write the id as a Text key, or set "
          + OutputSettings.ID
          + " to field:NAME or none";
    }
    return OutputSettings.ID
        + " is \"key\", but a key of type "
        + key.getClass().getName()
        + " cannot be an id: write the id as Text, BytesWritable, ImmutableBytesWritable or a"
        + " whole number, or set "
        + OutputSettings.ID
        + " to field:NAME or none";
  }
}
