package dev.sluice.cli.rehearse;

import dev.sluice.hbase.scan.GroupedSplit;
import dev.sluice.hbase.scan.SnapshotRegions;
import dev.sluice.hbase.scan.SplitRange;
import dev.sluice.routing.Region;
import dev.sluice.routing.RegionGroup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.filter.Filter;
import org.apache.hadoop.hbase.filter.FilterList;
import org.apache.hadoop.hbase.filter.PageFilter;
import org.apache.hadoop.hbase.mapreduce.TableInputFormat;
import org.apache.hadoop.hbase.mapreduce.TableMapReduceUtil;
import org.apache.hadoop.mapreduce.InputSplit;

/**
 * Chooses the rows that a trial reads: in each region, several short ranges at even distances in
 * its keys. A filter ends each range after some rows. The parts of a snapshot cannot be divided; of
 * these, the first rows are read.
 */
final class TableSample {

  private static final int PIECES = 4;

  private final Configuration conf;
  private final Trial trial;

  TableSample(Configuration conf) {
    this.conf = conf;
    this.trial = Trial.load(conf);
  }

  /** The splits of a trial, from those of the whole load; stores the size of the input. */
  List<InputSplit> splits(List<InputSplit> real) throws IOException {
    long bytes = 0;
    long largest = 0;
    for (InputSplit split : real) {
      long length = ((GroupedSplit) split).getLength();
      bytes += length;
      largest = Math.max(largest, length);
    }
    boolean whole = bytes <= FileSample.WHOLE;
    TableProbe probe = probe(real);
    new InputSize(bytes, real.size(), largest, probe.recordBytes(), probe.spread(), whole, false)
        .store(conf);
    if (whole) {
      return real;
    }
    return sampled(real, trial.bytes(bytes) / Math.max(1, probe.rowBytes()));
  }

  /** Of a snapshot, the size of rows is unknown. */
  private TableProbe probe(List<InputSplit> real) throws IOException {
    List<SplitRange> ranges = new ArrayList<>();
    if (conf.get(SnapshotRegions.NAME) == null) {
      real.forEach(split -> ranges.addAll(((GroupedSplit) split).ranges()));
    }
    return ranges.isEmpty() ? new TableProbe(conf) : new TableProbe(conf).read(ranges);
  }

  private List<InputSplit> sampled(List<InputSplit> real, long rows) throws IOException {
    List<InputSplit> chosen = new ArrayList<>();
    int count = Math.min(trial.tasks, real.size());
    int ranges = 0;
    for (int i = 0; i < count; i++) {
      int place = (int) ((i + trial.phase()) * real.size() / count) % real.size();
      GroupedSplit split = pieces((GroupedSplit) real.get(place));
      ranges += split.ranges().size();
      chosen.add(split);
    }
    limit(Math.max(10, rows / Math.max(1, ranges)));
    return chosen;
  }

  private GroupedSplit pieces(GroupedSplit split) {
    if (conf.get(SnapshotRegions.NAME) != null) {
      return split;
    }
    List<Region> regions = new ArrayList<>();
    String[] hosts = split.getLocations();
    for (SplitRange range : split.ranges()) {
      byte[][] keys = KeyRange.cut(range.start, range.end, PIECES, trial.phase());
      for (int i = 0; i < keys.length; i++) {
        byte[] end = i + 1 < keys.length ? keys[i + 1] : range.end;
        regions.add(Region.of(keys[i], end, "", 0));
      }
    }
    String server = hosts.length == 0 ? "" : hosts[0];
    return GroupedSplit.of(RegionGroup.of(server, regions), region -> new byte[0]);
  }

  /** Has each range end after this number of rows. */
  private void limit(long rows) throws IOException {
    Scan scan = TableMapReduceUtil.convertStringToScan(conf.get(TableInputFormat.SCAN));
    Filter page = new PageFilter(rows);
    scan.setFilter(
        scan.getFilter() == null
            ? page
            : new FilterList(FilterList.Operator.MUST_PASS_ALL, scan.getFilter(), page));
    conf.set(TableInputFormat.SCAN, TableMapReduceUtil.convertScanToString(scan));
  }
}
