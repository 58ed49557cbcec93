package dev.sluice.cli.lines;

import dev.sluice.io.BulkActionWritable;
import dev.sluice.mapreduce.encode.CheckedText;
import org.apache.hadoop.io.GenericWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;

/** A line in a shuffle, which allows one value type: a document or a rejected line. */
public final class ShuffledLine extends GenericWritable {

  /** For Hadoop. */
  ShuffledLine() {}

  static ShuffledLine of(Writable line) {
    ShuffledLine shuffled = new ShuffledLine();
    // A shuffle takes classes exactly.
    shuffled.set(line instanceof CheckedText ? new Text((Text) line) : line);
    return shuffled;
  }

  @Override
  @SuppressWarnings("unchecked")
  protected Class<? extends Writable>[] getTypes() {
    return (Class<? extends Writable>[]) new Class<?>[] {Text.class, BulkActionWritable.class};
  }
}
