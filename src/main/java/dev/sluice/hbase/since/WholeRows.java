package dev.sluice.hbase.since;

import dev.sluice.hbase.scan.ScanGets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;

/** Gets rows by key as a scan would read them. */
final class WholeRows {

  private final Table table;
  private final ScanGets gets;

  WholeRows(Table table, Scan scan) {
    this.table = table;
    gets = new ScanGets(scan);
  }

  /** The rows in the order of the keys, in one batch; empty results for those not found. Blocks. */
  Result[] get(Collection<byte[]> keys) throws IOException {
    List<Get> wanted = new ArrayList<>();
    for (byte[] key : keys) {
      wanted.add(gets.of(key));
    }
    return table.get(wanted);
  }
}
