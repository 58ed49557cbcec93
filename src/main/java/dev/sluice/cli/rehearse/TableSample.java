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
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;
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

  /** Rows that are read to learn the stored size of a row. */
  private static final int PROBED_ROWS = 50;

  private static final int PROBED_REGIONS = 8;

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
    long rowBytes = whole ? 0 : probed(real);
    new InputSize(bytes, real.size(), largest, rowBytes, whole, false).store(conf);
    if (whole) {
      return real;
    }
    return sampled(real, trial.bytes(bytes) / Math.max(1, rowBytes));
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

  /**
   * The stored size of a row with all its families, because the sizes of regions include them. Of a
   * snapshot it is unknown.
   */
  private long probed(List<InputSplit> real) throws IOException {
    if (conf.get(SnapshotRegions.NAME) != null) {
      return 0;
    }
    Configuration own = HBaseConfiguration.create(conf);
    long rows = 0;
    long bytes = 0;
    try (Connection connection = ConnectionFactory.createConnection(own);
        Table table =
            connection.getTable(TableName.valueOf(conf.get(TableInputFormat.INPUT_TABLE)))) {
      int step = Math.max(1, real.size() / PROBED_REGIONS);
      for (int i = 0; i < real.size(); i += step) {
        SplitRange range = ((GroupedSplit) real.get(i)).ranges().get(0);
        byte[][] keys = KeyRange.cut(range.start, range.end, 2, 0);
        Scan scan = new Scan().withStartRow(keys[keys.length - 1]).withStopRow(range.end);
        try (ResultScanner results =
            table.getScanner(scan.readAllVersions().setLimit(PROBED_ROWS).setCacheBlocks(false))) {
          for (Result row : results) {
            rows++;
            bytes += Result.getTotalSizeOfCells(row);
          }
        }
      }
    }
    return rows == 0 ? 0 : bytes / rows;
  }
}
