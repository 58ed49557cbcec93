package dev.sluice.cli.lines;

import dev.sluice.bulk.BulkSettings;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.lib.input.LineRecordReader;

/**
 * The maximum length of a line: that of Hadoop's own key, and at most the memory of the bulk
 * engine. The reader cuts a longer line, and the mapper rejects it. Immutable.
 */
public final class LineLimit {

  private final int bytes;
  private final String key;

  private LineLimit(int bytes, String key) {
    this.bytes = bytes;
    this.key = key;
  }

  public static LineLimit of(Configuration conf) {
    int memory = (int) BulkSettings.MEMORY.read(conf::get).bytes();
    int lines = conf.getInt(LineRecordReader.MAX_LINE_LENGTH, Integer.MAX_VALUE);
    return lines < memory
        ? new LineLimit(Math.max(0, lines), LineRecordReader.MAX_LINE_LENGTH)
        : new LineLimit(memory, BulkSettings.MEMORY.key());
  }

  /** How many bytes the reader keeps: one more than allowed shows that a line is too long. */
  int bytesKept() {
    return bytes + 1;
  }

  public boolean isExceededBy(Text line) {
    return line.getLength() > bytes;
  }

  /** The message for a line that exceeds the limit. */
  String problem() {
    return "a line longer than " + bytes + " bytes, the limit set by " + key;
  }
}
