package dev.sluice.bench.contestant;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapreduce.InputSplit;

/** The documents of one task. */
public final class GeneratedSplit extends InputSplit implements Writable {

  private long first;
  private long end;

  /** For Hadoop. */
  public GeneratedSplit() {}

  GeneratedSplit(long first, long end) {
    this.first = first;
    this.end = end;
  }

  long first() {
    return first;
  }

  /** The number behind the last. */
  long end() {
    return end;
  }

  @Override
  public long getLength() {
    return end - first;
  }

  @Override
  public String[] getLocations() {
    return new String[0];
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeLong(first);
    out.writeLong(end);
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    first = in.readLong();
    end = in.readLong();
  }
}
