package dev.sluice.hbase.scan;

import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.hbase.client.Result;

/** The rows of one range, in order. For one thread. */
public interface RangeRows extends Closeable {

  /** The next row, or null where there is none, as HBase's scanners say it. May block. */
  Result next() throws IOException;

  /** Tells the server that this scanner is still wanted. May block for the time of a request. */
  void renewLease();

  @Override
  void close();
}
