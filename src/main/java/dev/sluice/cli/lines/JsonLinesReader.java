package dev.sluice.cli.lines;

import dev.sluice.cli.run.HumanNumbers;
import dev.sluice.config.ConfigException;
import dev.sluice.mapreduce.checkpoint.ResumableReader;
import dev.sluice.mapreduce.encode.CheckedText;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;

/**
 * Reads lines, with their byte offsets as keys. A line longer than {@link LineLimit} is cut to one
 * byte more than the limit. Only blank lines are skipped. A byte order mark at the beginning of a
 * file is removed. Each failure names the file and the place.
 */
public final class JsonLinesReader extends RecordReader<LongWritable, Text>
    implements ResumableReader {

  private static final int MARK_BYTES = 3;

  private final boolean keepsBlank;
  private final LongWritable offset = new LongWritable();

  private CheckedText line = new CheckedText();
  private LinePlace place;
  private SplitLines lines;
  private int most;
  private boolean first;
  private FileSplit split;
  private Configuration conf;

  /** The file while this reader reads it. */
  private FileVersion version;

  /** The file when an earlier attempt read it up to {@link #from}; null if unknown. */
  private FileVersion versionBefore;

  /** The offset of the first line to read; negative for the start of the split. */
  private long from = -1;

  private JsonLinesReader(boolean keepsBlank) {
    this.keepsBlank = keepsBlank;
  }

  /** A reader that skips blank lines. */
  public static JsonLinesReader withoutBlank() {
    return new JsonLinesReader(false);
  }

  /** A reader of every line. */
  static JsonLinesReader ofAll() {
    return new JsonLinesReader(true);
  }

  @Override
  public void initialize(InputSplit split, TaskAttemptContext context) throws IOException {
    open((FileSplit) split, context.getConfiguration());
  }

  void open(FileSplit split, Configuration conf) throws IOException {
    place = LinePlace.of(split, conf);
    this.split = split;
    this.conf = conf;
    if (from < 0 && split instanceof ResumedFileSplit) {
      startAt(((ResumedFileSplit) split).place());
    }
    most = LineLimit.of(conf).bytesKept();
    first = split.getStart() == 0 && from <= 0;
    try {
      lines = SplitLines.open(split, conf);
      version = FileVersion.of(split.getPath(), conf);
      if (versionBefore != null) {
        version.check(versionBefore);
      }
      if (from >= 0) {
        lines.skipTo(from);
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      throw InputFailure.of("opening " + split.getPath(), split.getPath(), e);
    }
  }

  @Override
  public String input() {
    return LineInput.of(split, version, conf).toString();
  }

  /**
   * The offset of the next line, in the file or in the decompressed data of the split, and the
   * version of the file.
   */
  @Override
  public String place() {
    return lines.position() + " " + version.toText();
  }

  /** Without a version, the file is not checked. */
  @Override
  public void startAt(String place) {
    from = offset(place);
    int end = place.indexOf(' ');
    versionBefore = end < 0 ? null : FileVersion.parse(place.substring(end + 1));
  }

  /** The offset in a place. */
  static long offset(String place) {
    int end = place.indexOf(' ');
    return Long.parseLong(end < 0 ? place : place.substring(0, end));
  }

  @Override
  public boolean nextKeyValue() throws IOException {
    do {
      offset.set(lines.position());
      if (!next()) {
        return false;
      }
      if (first) {
        begin();
      }
    } while (!keepsBlank && isBlank(line));
    return true;
  }

  private boolean next() throws IOException {
    try {
      // A byte order mark does not count towards the limit.
      return lines.next(line, first ? most + MARK_BYTES : most);
    } catch (IOException | RuntimeException | LinkageError e) {
      throw InputFailure.of("reading " + place.at(offset), place.file(), e);
    } catch (OutOfMemoryError e) {
      line = new CheckedText();
      throw new IOException(
          "reading "
              + place.at(offset)
              + ": the line does not fit into the heap of the task ("
              + HumanNumbers.bytes(Runtime.getRuntime().maxMemory())
              + "); increase the heap, or lower sluice.bulk.memory",
          e);
    }
  }

  /** Rejects a file of another type, and removes the byte order mark. */
  private void begin() {
    first = false;
    Optional<String> kind = LineShape.ofFile(line.getBytes(), line.getLength());
    if (kind.isPresent()) {
      throw new ConfigException(place.file() + " looks like " + kind.get());
    }
    if (LineShape.startsWithMark(line.getBytes(), line.getLength())) {
      line.set(line.copyBytes(), MARK_BYTES, line.getLength() - MARK_BYTES);
    } else if (line.getLength() > most) {
      line.set(line.copyBytes(), 0, most);
    }
  }

  static boolean isBlank(Text line) {
    byte[] bytes = line.getBytes();
    for (int i = 0; i < line.getLength(); i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  @Override
  public LongWritable getCurrentKey() {
    return offset;
  }

  @Override
  public Text getCurrentValue() {
    return line;
  }

  @Override
  public float getProgress() throws IOException {
    return lines.progress();
  }

  @Override
  public void close() throws IOException {
    if (lines != null) {
      lines.close();
    }
  }
}
