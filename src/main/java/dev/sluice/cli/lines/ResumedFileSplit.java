package dev.sluice.cli.lines;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;

/** A part of a compressed file whose first lines an earlier job has read. */
public final class ResumedFileSplit extends FileSplit {

  private String place = "";

  /** Called by Hadoop. */
  @SuppressWarnings("unused")
  public ResumedFileSplit() {}

  ResumedFileSplit(Path file, long start, long length, String[] hosts, String place) {
    super(file, start, length, hosts);
    this.place = place;
  }

  /** Where to go on, as the reader of the earlier job has noted it. */
  String place() {
    return place;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    super.write(out);
    out.writeUTF(place);
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    super.readFields(in);
    place = in.readUTF();
  }
}
