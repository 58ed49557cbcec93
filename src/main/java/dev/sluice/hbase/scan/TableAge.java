package dev.sluice.hbase.scan;

import java.io.IOException;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.util.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When a table was enabled the last time, by HBase's clock. A table that is dropped and created
 * again under the same name has another age.
 */
public final class TableAge {

  private static final Logger log = LoggerFactory.getLogger(TableAge.class);

  private static final byte[] FAMILY = Bytes.toBytes("table");
  private static final byte[] STATE = Bytes.toBytes("state");

  private TableAge() {}

  /** The time in milliseconds; empty if {@code hbase:meta} cannot be read. Blocks. */
  public static OptionalLong of(Configuration conf, TableName table) {
    try (OpenTable meta = OpenTable.open(conf, TableName.META_TABLE_NAME)) {
      Result row = meta.table().get(new Get(table.getName()).addColumn(FAMILY, STATE));
      Cell state = row.getColumnLatestCell(FAMILY, STATE);
      return state == null ? OptionalLong.empty() : OptionalLong.of(state.getTimestamp());
    } catch (IOException e) {
      log.info(
          "Cannot read when table {} was created; a job that resumes this one will not notice if"
              + " the table is replaced: {}",
          table,
          e.getMessage());
      return OptionalLong.empty();
    }
  }
}
