package dev.sluice.cli;

import dev.sluice.bulk.BulkError;
import dev.sluice.bulk.Operation;
import dev.sluice.mapreduce.BulkActionWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;

/** Where the lines of a task come from, for those that are rejected. Immutable. */
final class LinePlace {

  private final String file;

  private LinePlace(String file) {
    this.file = file;
  }

  static LinePlace of(Mapper<?, ?, ?, ?>.Context context) {
    return new LinePlace(((FileSplit) context.getInputSplit()).getPath().toString());
  }

  /** A place in words: the file and, by the record's key, a line's offset or an id. */
  String at(Writable key) {
    return file + (key instanceof LongWritable ? ", line at byte " : ", record ") + key;
  }

  /** A line that can be no document. */
  BulkActionWritable rejected(Text line, Writable key, String type, String why) {
    return BulkActionWritable.of(Operation.INDEX)
        .foreignSource(line.getBytes(), 0, line.getLength())
        .rejected(BulkError.of(type, at(key) + ": " + why))
        .build();
  }
}
