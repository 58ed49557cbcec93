package dev.sluice.hbase.scan;

import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.hbase.client.Result;

/** The rows of one range, in key order. Not thread-safe. */
public interface RangeRows extends Closeable {

  /** The next row, or null at the end, as HBase's scanners return it. May block. */
  Result next() throws IOException;

  /** Renews the lease of the scanner. May block for the time of a request. */
  void renewLease();

  @Override
  void close();

  /** No rows at all. */
  static RangeRows none() {
    return NoRows.NONE;
  }
}
