package dev.sluice.mapreduce.checkpoint;

import dev.sluice.mapreduce.job.ShortHash;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapreduce.InputSplit;

/** A place between two records of a split. Immutable. */
public final class InputPosition {

  private static final int FINGERPRINT_BYTES = 16;

  /** The fingerprint of the split. */
  final String split;

  /** What the split is, as {@link ResumableReader#input} describes it. */
  final String input;

  /** The number of records before it. */
  final long records;

  /** What the reader needs to go on there. */
  final String place;

  /** How much of the split is before it, in the unit of the length of the split. */
  final long covered;

  /** Whether it is the end of the split. */
  final boolean end;

  InputPosition(String split, String input, long records, String place, long covered, boolean end) {
    this.split = split;
    this.input = input;
    this.records = records;
    this.place = place;
    this.covered = covered;
    this.end = end;
  }

  /** A text that is another one for another split. */
  static String fingerprint(InputSplit split) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (split instanceof Writable) {
      ((Writable) split).write(new DataOutputStream(bytes));
    } else {
      bytes.write(split.toString().getBytes(StandardCharsets.UTF_8));
    }
    return ShortHash.of(bytes.toByteArray(), FINGERPRINT_BYTES);
  }
}
