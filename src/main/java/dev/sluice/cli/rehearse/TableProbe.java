package dev.sluice.cli.rehearse;

import dev.sluice.hbase.scan.SplitRange;
import java.io.IOException;
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
import org.apache.hadoop.hbase.mapreduce.TableInputFormat;
import org.apache.hadoop.hbase.mapreduce.TableMapReduceUtil;

/**
 * Reads some rows of regions all over a table twice: as they are stored, and as the job reads them.
 * The sizes of regions include all families, versions and rows; the job may read only some of them.
 * A trial that runs out of time has not seen all regions, so its records do not tell the size of a
 * row. Used by one thread.
 */
final class TableProbe {

  private static final int ROWS = 25;
  private static final int RANGES = 32;

  private final Configuration conf;
  private long rows;
  private long records;
  private double storedBytes;
  private double squares;

  TableProbe(Configuration conf) {
    this.conf = HBaseConfiguration.create(conf);
  }

  /** Reads rows of some ranges, at even distances in the list. */
  TableProbe read(List<SplitRange> ranges) throws IOException {
    Scan job = TableMapReduceUtil.convertStringToScan(conf.get(TableInputFormat.SCAN));
    try (Connection connection = ConnectionFactory.createConnection(conf);
        Table table =
            connection.getTable(TableName.valueOf(conf.get(TableInputFormat.INPUT_TABLE)))) {
      int count = Math.min(RANGES, ranges.size());
      for (int i = 0; i < count; i++) {
        SplitRange range = ranges.get(i * ranges.size() / count);
        byte[][] keys = KeyRange.cut(range.start, range.end, 2, 0);
        if (!read(table, job, keys[keys.length - 1], range.end)) {
          read(table, job, range.start, range.end);
        }
      }
    }
    return this;
  }

  /** Whether there were rows. */
  private boolean read(Table table, Scan job, byte[] start, byte[] end) throws IOException {
    byte[] last = null;
    Scan all = new Scan().withStartRow(start).withStopRow(end).readAllVersions().setLimit(ROWS);
    try (ResultScanner results = table.getScanner(all.setCacheBlocks(false))) {
      for (Result row : results) {
        rows++;
        double bytes = Result.getTotalSizeOfCells(row);
        storedBytes += bytes;
        squares += bytes * bytes;
        last = row.getRow();
      }
    }
    if (last != null) {
      Scan own = new Scan(job).withStartRow(start).withStopRow(last, true);
      try (ResultScanner results = table.getScanner(own.setCacheBlocks(false))) {
        while (results.next() != null) {
          records++;
        }
      }
    }
    return last != null;
  }

  /** The stored size of a row; 0 if unknown. */
  long rowBytes() {
    return rows == 0 ? 0 : (long) (storedBytes / rows);
  }

  /** Stored bytes for each record of the job; 0 if unknown. */
  double recordBytes() {
    return records == 0 ? 0 : storedBytes / records;
  }

  /** Twice the standard error of the size of a row, as a part of it. */
  double spread() {
    if (storedBytes == 0) {
      return 0;
    }
    double mean = storedBytes / rows;
    return 2 * Math.sqrt(Math.max(0, squares / rows - mean * mean) / rows) / mean;
  }
}
