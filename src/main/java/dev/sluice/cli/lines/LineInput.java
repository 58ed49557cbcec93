package dev.sluice.cli.lines;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;

/**
 * A part of a file of lines, and the state of the file, as checkpoints describe it to later jobs.
 * Immutable.
 */
final class LineInput {

  private static final String PLAIN = "plain";
  private static final String COMPRESSED = "compressed";
  private static final int PARTS = 6;

  final Path file;
  final long start;
  final long end;
  final boolean compressed;
  final FileVersion version;

  private LineInput(Path file, long start, long end, boolean compressed, FileVersion version) {
    this.file = file;
    this.start = start;
    this.end = end;
    this.compressed = compressed;
    this.version = version;
  }

  /** A split of a file. */
  static LineInput of(FileSplit split, FileVersion version, Configuration conf) {
    Path file = split.getPath();
    return new LineInput(
        file,
        split.getStart(),
        split.getStart() + split.getLength(),
        isCompressed(file, conf),
        version);
  }

  static boolean isCompressed(Path file, Configuration conf) {
    return new CompressionCodecFactory(conf).getCodec(file) != null;
  }

  /** Reads the output of {@link #toString}. */
  static LineInput parse(String text) {
    String[] parts = text.split(" ", PARTS);
    if (parts.length < PARTS) {
      throw new IllegalArgumentException("\"" + text + "\" is not a part of a file");
    }
    return new LineInput(
        new Path(parts[PARTS - 1]),
        Long.parseLong(parts[1]),
        Long.parseLong(parts[2]),
        parts[0].equals(COMPRESSED),
        FileVersion.parse(parts[3] + " " + parts[4]));
  }

  @Override
  public String toString() {
    return (compressed ? COMPRESSED : PLAIN)
        + " "
        + start
        + " "
        + end
        + " "
        + version.toText()
        + " "
        + file;
  }
}
