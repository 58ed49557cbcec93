package dev.sluice.cli.lines;

import dev.sluice.bulk.action.BulkError;
import dev.sluice.bulk.action.Operation;
import dev.sluice.io.BulkActionWritable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;

/** The file of a task and the places of its lines, for messages. Immutable. */
final class LinePlace {

  private static final int BYTES_KEPT = 1_000;

  private final Path file;
  private final String part;
  private final InputIds ids;

  private LinePlace(Path file, String part, InputIds ids) {
    this.file = file;
    this.part = part;
    this.ids = ids;
  }

  static LinePlace of(Mapper<?, ?, ?, ?>.Context context) {
    return of((FileSplit) context.getInputSplit(), context.getConfiguration());
  }

  static LinePlace of(FileSplit split, Configuration conf) {
    boolean counted =
        split.getStart() == 0
            || new CompressionCodecFactory(conf).getCodec(split.getPath()) == null;
    // The offset of a part of a compressed file in the decompressed text is unknown.
    String part = counted ? "" : " of the data decompressed from byte " + split.getStart() + " on";
    return new LinePlace(split.getPath(), part, InputIds.of(split, conf));
  }

  Path file() {
    return file;
  }

  /** The key to write a line with. */
  Writable outputKey(Writable key) {
    return ids.key(key);
  }

  /** The place of a record for messages: the file, and the offset of the line or the id. */
  String at(Writable key) {
    return key instanceof LongWritable
        ? file + ", line at byte " + key + part
        : file + ", record " + key;
  }

  /** A rejected line. */
  BulkActionWritable rejected(Text line, Writable key, String type, String why) {
    return rejected(line.getBytes(), line.getLength(), key, type, why);
  }

  /** A rejected line that was cut; the part that is kept never is a valid document. */
  BulkActionWritable tooLong(Text line, Writable key, LineLimit limit) {
    int kept = Math.min(BYTES_KEPT, line.getLength());
    byte[] more = " ... and more".getBytes(StandardCharsets.US_ASCII);
    byte[] start = Arrays.copyOf(line.getBytes(), kept + more.length);
    System.arraycopy(more, 0, start, kept, more.length);
    return rejected(start, start.length, key, "line_too_long", limit.problem());
  }

  private BulkActionWritable rejected(
      byte[] source, int length, Writable key, String type, String why) {
    return BulkActionWritable.of(Operation.INDEX)
        .id(ids.at(key).orElse(null))
        .foreignSource(source, 0, length)
        .rejected(BulkError.of(type, at(key) + ": " + why))
        .build();
  }
}
