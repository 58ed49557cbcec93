package dev.sluice.cli.lines;

import dev.sluice.json.SwarScanner;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonConfigurationKeysPublic;
import org.apache.hadoop.io.Text;

/**
 * The lines of a stream. Reads the stream once for each buffer, and only when all bytes of the last
 * one are given out: a stream that is decompressed in blocks tells by its position to which split
 * the next line belongs. Hadoop's own reader compares byte by byte and costs as much as everything
 * else that is done with a line. Used by one thread, which closes it.
 */
final class StreamLines implements Closeable {

  /** Hadoop's default is 4 KB. */
  private static final int LEAST_BYTES = 64 << 10;

  private final InputStream in;
  private final byte[] buffer;
  private final SwarScanner eights;

  /** How many bytes are left before the end of the split, across which no read goes. */
  private long left;

  private int at;
  private int end;

  private StreamLines(InputStream in, long left, Configuration conf) {
    this.in = in;
    this.left = left;
    int configured = conf.getInt(CommonConfigurationKeysPublic.IO_FILE_BUFFER_SIZE_KEY, 0);
    this.buffer = new byte[Math.max(LEAST_BYTES, configured)];
    this.eights = SwarScanner.of(buffer);
  }

  /**
   * The lines of a file from its position on.
   *
   * @param left the bytes of the split from there on; what is behind them is read only if a line
   *     goes on there
   */
  static StreamLines ofSplit(InputStream file, long left, Configuration conf) {
    return new StreamLines(file, left, conf);
  }

  /** All lines of a stream. */
  static StreamLines of(InputStream in, Configuration conf) {
    return new StreamLines(in, 0, conf);
  }

  /**
   * Reads the next line.
   *
   * @param line receives its first bytes, without the line feed
   * @param most how many bytes of it to keep
   * @return how many bytes it has, with the line feed; 0 at the end
   */
  long next(Text line, int most) throws IOException {
    line.clear();
    long bytes = 0;
    while (at < end || fill()) {
      int from = at;
      int feed = eights.skipToLineFeed(from, end);
      line.append(buffer, from, Math.min(feed - from, most - line.getLength()));
      at = Math.min(feed + 1, end);
      bytes += at - from;
      if (feed < end) {
        break;
      }
    }
    return bytes;
  }

  private boolean fill() throws IOException {
    int room = left > 0 ? (int) Math.min(left, buffer.length) : buffer.length;
    int count = in.read(buffer, 0, room);
    at = 0;
    end = Math.max(0, count);
    left -= end;
    return end > 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
