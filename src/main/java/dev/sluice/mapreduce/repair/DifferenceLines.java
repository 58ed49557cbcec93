package dev.sluice.mapreduce.repair;

import dev.sluice.verify.Difference;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.util.LineReader;

/**
 * Reads differences of a file from a position on, compressed or not. Used by one thread, which
 * closes it.
 */
final class DifferenceLines implements Closeable {

  private final Path file;
  private final LineReader lines;
  private final Text line = new Text();
  private long position;

  private DifferenceLines(Path file, LineReader lines, long position) {
    this.file = file;
    this.lines = lines;
    this.position = position;
  }

  /**
   * Opens a file.
   *
   * @param position the start of a line; 0 for a compressed file
   */
  static DifferenceLines open(Path file, long position, Configuration conf) throws IOException {
    FileSystem files = file.getFileSystem(conf);
    FSDataInputStream in = files.open(file);
    try {
      in.seek(position);
      CompressionCodec codec = new CompressionCodecFactory(conf).getCodec(file);
      InputStream plain = codec == null ? in : codec.createInputStream(in);
      return new DifferenceLines(file, new LineReader(plain, conf), position);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** Whether a file can be read from a position in it. */
  static boolean isSplittable(Path file, Configuration conf) {
    return new CompressionCodecFactory(conf).getCodec(file) == null;
  }

  /** Skips the rest of a line, or a whole line. */
  void skipLine() throws IOException {
    position += lines.readLine(line);
  }

  /**
   * The next difference.
   *
   * @return null at the end of the file
   */
  Difference next() throws IOException {
    int bytes = lines.readLine(line);
    if (bytes == 0) {
      return null;
    }
    position += bytes;
    try {
      return Difference.parse(line.toString());
    } catch (IOException e) {
      throw new IOException(
          "cannot read the difference that ends at byte "
              + position
              + " of "
              + file
              + ": "
              + e.getMessage(),
          e);
    }
  }

  /** The position after the last line that was read, in bytes without compression. */
  long position() {
    return position;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
