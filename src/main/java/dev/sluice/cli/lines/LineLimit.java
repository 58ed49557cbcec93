package dev.sluice.cli.lines;

import dev.sluice.bulk.BulkSettings;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.lib.input.LineRecordReader;

/**
 * The longest line that a task keeps whole: what Hadoop's own key says, and never more than the
 * memory of the engine, which could not take it. A longer one is cut by the reader and rejected by
 * the mapper. Immutable.
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

  /** How much of a line the reader keeps: a byte more than is allowed tells that it is too long. */
  int bytesKept() {
    return bytes + 1;
  }

  public boolean isExceededBy(Text line) {
    return line.getLength() > bytes;
  }

  /** What to say of a line that exceeds it. */
  String problem() {
    return "a line longer than " + bytes + " bytes, the limit set by " + key;
  }
}
