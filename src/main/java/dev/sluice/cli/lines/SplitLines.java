package dev.sluice.cli.lines;

import dev.sluice.cli.run.CommandFailure;
import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.Seekable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.CodecPool;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.io.compress.Decompressor;
import org.apache.hadoop.io.compress.SplitCompressionInputStream;
import org.apache.hadoop.io.compress.SplittableCompressionCodec;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;

/**
 * The lines of a split. As in Hadoop's own reader, a split ends with the line that begins at or
 * before its end. Unlike there, only line feeds end a line, and no line is skipped. Used by one
 * thread, which closes it.
 */
final class SplitLines implements Closeable {

  private final FSDataInputStream file;
  private final Decompressor decompressor;
  private final Configuration conf;

  private StreamLines lines;
  private Seekable place;
  private boolean compressed;
  private long start;
  private long end;
  private long position;

  private SplitLines(FSDataInputStream file, Decompressor decompressor, Configuration conf) {
    this.conf = conf;
    this.file = file;
    this.decompressor = decompressor;
  }

  static SplitLines open(FileSplit split, Configuration conf) throws IOException {
    Path path = split.getPath();
    CompressionCodec codec = new CompressionCodecFactory(conf).getCodec(path);
    FSDataInputStream file = path.getFileSystem(conf).open(path);
    SplitLines opened = null;
    try {
      opened = new SplitLines(file, codec == null ? null : decompressor(codec), conf);
      opened.begin(split, codec);
      return opened;
    } catch (IOException | RuntimeException | Error e) {
      closeAfter(e, opened == null ? file : opened);
      throw e;
    }
  }

  private static void closeAfter(Throwable failure, Closeable opened) {
    try {
      opened.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static Decompressor decompressor(CompressionCodec codec) throws IOException {
    try {
      return CodecPool.getDecompressor(codec);
    } catch (RuntimeException | LinkageError e) {
      throw unusable(codec, e);
    }
  }

  private static IOException unusable(CompressionCodec codec, Throwable e) {
    return new IOException(
        codec.getClass().getSimpleName()
            + " cannot be used here ("
            + CommandFailure.describe(e)
            + "): install its native library, or compress the file with gzip or bzip2",
        e);
  }

  private void begin(FileSplit split, CompressionCodec codec) throws IOException {
    start = split.getStart();
    end = start + split.getLength();
    place = file;
    compressed = codec != null;
    if (codec == null) {
      file.seek(start);
      lines = StreamLines.ofSplit(file, split.getLength(), conf);
    } else {
      decompress(codec);
    }
    boolean first = start == 0;
    position = compressed ? 0 : start;
    if (!first) {
      // The rest of the line that belongs to the split before, or a whole one.
      position += lines.next(new Text(), 0);
    }
  }

  private void decompress(CompressionCodec codec) throws IOException {
    try {
      if (codec instanceof SplittableCompressionCodec) {
        SplitCompressionInputStream in =
            ((SplittableCompressionCodec) codec)
                .createInputStream(
                    file, decompressor, start, end, SplittableCompressionCodec.READ_MODE.BYBLOCK);
        lines = StreamLines.of(in, conf);
        start = in.getAdjustedStart();
        end = in.getAdjustedEnd();
        place = in;
      } else {
        lines = StreamLines.of(codec.createInputStream(file, decompressor), conf);
      }
    } catch (RuntimeException | LinkageError e) {
      throw unusable(codec, e);
    }
  }

  /**
   * Goes on at a line of the split that another reader has reached. In a compressed file, the lines
   * before it are read, but not kept.
   *
   * @param offset its {@link #position} there
   * @throws IOException if no line begins there, because the file has changed
   */
  void skipTo(long offset) throws IOException {
    if (!compressed && offset > position) {
      checkLineStart(offset);
      file.seek(offset);
      lines = StreamLines.ofSplit(file, end - offset, conf);
      position = offset;
    }
    Text skipped = new Text();
    while (position < offset && next(skipped, 0)) {}
    if (position != offset) {
      throw noLine(offset);
    }
  }

  /** The byte before is a line feed, or there is no byte behind it. */
  private void checkLineStart(long offset) throws IOException {
    file.seek(offset - 1);
    if (file.read() != '\n' && file.read() >= 0) {
      throw noLine(offset);
    }
  }

  private static IOException noLine(long offset) {
    return new IOException(
        "no line begins at byte "
            + offset
            + ", up to which an earlier attempt has read: the file"
            + " has changed");
  }

  /**
   * Reads the next line.
   *
   * @param most how many bytes of it to keep
   * @return whether there is one
   */
  boolean next(Text line, int most) throws IOException {
    if (place() > end) {
      return false;
    }
    long read = lines.next(line, most);
    position += read;
    return read > 0;
  }

  private long place() throws IOException {
    return compressed ? place.getPos() : position;
  }

  /** The offset of the next line: in the file, or in the decompressed data of the split. */
  long position() {
    return position;
  }

  float progress() throws IOException {
    return start == end ? 0 : Math.min(1, (place() - start) / (float) (end - start));
  }

  @Override
  public void close() throws IOException {
    try {
      if (lines != null) {
        lines.close();
      } else {
        file.close();
      }
    } finally {
      if (decompressor != null) {
        CodecPool.returnDecompressor(decompressor);
      }
    }
  }
}
