package dev.sluice.hbase;

import dev.sluice.config.ConfigException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.mapreduce.TableInputFormat;
import org.apache.hadoop.hbase.mapreduce.TableMapReduceUtil;

/**
 * The scan in HBase's own keys, {@code hbase.mapreduce.scan} and {@code hbase.mapreduce.scan.*}.
 */
final class ScanKeys {

  /** Keys that the mapping determines. */
  private static final List<String> OF_THE_MAPPING =
      Collections.unmodifiableList(
          Arrays.asList(
              TableInputFormat.SCAN_COLUMNS,
              TableInputFormat.SCAN_COLUMN_FAMILY,
              TableInputFormat.SCAN_MAXVERSIONS,
              TableInputFormat.SCAN_BATCHSIZE));

  private ScanKeys() {}

  /**
   * Reads the keys as HBase's {@code TableInputFormat} does.
   *
   * @return a scan of all rows if no key is set
   * @throws ConfigException with all keys that are not supported
   */
  static Scan read(Configuration conf) {
    List<String> problems = new ArrayList<>();
    for (String key : OF_THE_MAPPING) {
      if (conf.get(key) != null) {
        problems.add(
            key
                + " is \""
                + conf.get(key)
                + "\", but the mapping determines columns and versions, and each row becomes one"
                + " document: remove the key");
      }
    }
    boolean from = conf.get(TableInputFormat.SCAN_TIMERANGE_START) != null;
    boolean to = conf.get(TableInputFormat.SCAN_TIMERANGE_END) != null;
    if (from != to) {
      problems.add(
          (from ? TableInputFormat.SCAN_TIMERANGE_START : TableInputFormat.SCAN_TIMERANGE_END)
              + " is set without "
              + (from ? TableInputFormat.SCAN_TIMERANGE_END : TableInputFormat.SCAN_TIMERANGE_START)
              + ", but HBase requires both: set both");
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return scan(conf);
  }

  private static Scan scan(Configuration conf) {
    String whole = conf.get(TableInputFormat.SCAN);
    try {
      return whole == null
          ? TableInputFormat.createScanFromConfiguration(conf)
          : TableMapReduceUtil.convertStringToScan(whole);
    } catch (IOException | RuntimeException e) {
      throw new ConfigException(
          "HBase cannot create a scan from "
              + (whole == null ? "the keys hbase.mapreduce.scan.*" : TableInputFormat.SCAN)
              + ": "
              + e.getMessage(),
          e);
    }
  }
}
