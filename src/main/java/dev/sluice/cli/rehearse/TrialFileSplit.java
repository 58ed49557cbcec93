package dev.sluice.cli.rehearse;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;

/** Several short ranges of one file, for one task of a trial. */
final class TrialFileSplit extends FileSplit {

  private long[] starts = {};
  private long pieceLength;
  private long recordBytes;

  /** Called by Hadoop. */
  @SuppressWarnings("unused")
  TrialFileSplit() {}

  /**
   * Creates a split.
   *
   * @param recordBytes the most bytes of records to read
   */
  TrialFileSplit(Path file, long[] starts, long pieceLength, long recordBytes, String[] hosts) {
    super(file, starts[0], pieceLength, hosts);
    this.starts = starts.clone();
    this.pieceLength = pieceLength;
    this.recordBytes = recordBytes;
  }

  /** The ranges, as splits that the real format reads. */
  List<FileSplit> pieces() {
    List<FileSplit> pieces = new ArrayList<>();
    for (long start : starts) {
      pieces.add(new FileSplit(getPath(), start, pieceLength, new String[0]));
    }
    return pieces;
  }

  long recordBytes() {
    return recordBytes;
  }

  @Override
  public long getLength() {
    return pieceLength * starts.length;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    super.write(out);
    out.writeLong(pieceLength);
    out.writeLong(recordBytes);
    out.writeInt(starts.length);
    for (long start : starts) {
      out.writeLong(start);
    }
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    super.readFields(in);
    pieceLength = in.readLong();
    recordBytes = in.readLong();
    starts = new long[in.readInt()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = in.readLong();
    }
  }
}
