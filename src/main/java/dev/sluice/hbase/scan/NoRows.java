package dev.sluice.hbase.scan;

import org.apache.hadoop.hbase.client.Result;

/** The rows of a range that a scan does not reach. */
enum NoRows implements RangeRows {
  NONE;

  @Override
  public Result next() {
    return null;
  }

  @Override
  public void renewLease() {}

  @Override
  public void close() {}
}
