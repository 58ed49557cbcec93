package dev.sluice.hbase.scan;

import dev.sluice.mapreduce.resume.CoveredInput;
import dev.sluice.mapreduce.resume.RangeSet;
import dev.sluice.routing.Region;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.hbase.util.Bytes;

/**
 * The row keys that earlier jobs have read. They do not depend on regions, which may have split or
 * merged since. Immutable.
 */
public final class CoveredRows {

  private final RangeSet<byte[]> rows = new RangeSet<>(Bytes.BYTES_COMPARATOR);

  private CoveredRows() {}

  /** What the splits of earlier jobs cover. */
  public static CoveredRows of(List<CoveredInput> inputs) {
    CoveredRows covered = new CoveredRows();
    inputs.forEach(covered::add);
    return covered;
  }

  private void add(CoveredInput input) {
    List<SplitRange> ranges = RangeInput.parse(input.input());
    ScanStart place = ScanStart.parse(input.place());
    for (int i = 0; i < ranges.size(); i++) {
      SplitRange range = ranges.get(i);
      if (input.isEnd() || i < place.range) {
        rows.add(range.start, orNull(range.end));
      } else if (i == place.range && place.row != null) {
        rows.add(range.start, behind(place.row));
      }
    }
  }

  /** The smallest key behind a row. */
  private static byte[] behind(byte[] row) {
    return Arrays.copyOf(row, row.length + 1);
  }

  private static byte[] orNull(byte[] end) {
    return end.length == 0 ? null : end;
  }

  /** What is left of regions, in their order; its parts count as equal in size. */
  public List<Region> leftOf(List<Region> regions) {
    List<Region> left = new ArrayList<>();
    for (Region region : regions) {
      List<RangeSet.Range<byte[]>> missing = rows.missingIn(region.start(), orNull(region.end()));
      for (RangeSet.Range<byte[]> part : missing) {
        byte[] end = part.end == null ? new byte[0] : part.end;
        left.add(Region.of(part.start, end, region.server(), region.bytes() / missing.size()));
      }
    }
    return left;
  }
}
