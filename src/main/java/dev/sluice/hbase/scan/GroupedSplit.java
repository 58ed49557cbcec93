package dev.sluice.hbase.scan;

import dev.sluice.routing.Region;
import dev.sluice.routing.RegionGroup;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.io.WritableUtils;
import org.apache.hadoop.mapreduce.InputSplit;

/** The input of one map task: several ranges in key order, most of them from one region server. */
public final class GroupedSplit extends InputSplit implements Writable {

  private static final byte FORMAT = 1;

  private String host = "";
  private List<SplitRange> ranges = Collections.emptyList();

  /** Called by Hadoop. */
  GroupedSplit() {}

  private GroupedSplit(String host, List<SplitRange> ranges) {
    this.host = host;
    this.ranges = Collections.unmodifiableList(ranges);
  }

  /** The split of a task; {@code snapshotPart} as in {@link SplitRange}. */
  public static GroupedSplit of(RegionGroup group, Function<Region, byte[]> snapshotPart) {
    return new GroupedSplit(
        group.server(),
        group.regions().stream()
            .map(r -> SplitRange.of(r.start(), r.end(), r.bytes(), snapshotPart.apply(r)))
            .collect(Collectors.toList()));
  }

  /** The ranges, in key order. */
  public List<SplitRange> ranges() {
    return ranges;
  }

  /** The approximate size in bytes. Hadoop starts the largest splits first. */
  @Override
  public long getLength() {
    return ranges.stream().mapToLong(range -> range.bytes).sum();
  }

  @Override
  public String[] getLocations() {
    return host.isEmpty() ? new String[0] : new String[] {host};
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeUTF(host);
    WritableUtils.writeVInt(out, ranges.size());
    for (SplitRange range : ranges) {
      range.write(out);
    }
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    byte format = in.readByte();
    if (format != FORMAT) {
      throw new IOException(
          "the split has format "
              + format
              + ", but this version of Sluice reads format "
              + FORMAT
              + ": use the same Sluice jar at submission and in every task");
    }
    host = in.readUTF();
    int count = WritableUtils.readVInt(in);
    List<SplitRange> read = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      read.add(SplitRange.read(in));
    }
    ranges = Collections.unmodifiableList(read);
  }

  @Override
  public String toString() {
    String count = ranges.size() + " ranges, about " + getLength() + " bytes, on " + host;
    return ranges.isEmpty()
        ? count
        : count + ": " + ranges.get(0) + " to " + ranges.get(ranges.size() - 1);
  }
}
