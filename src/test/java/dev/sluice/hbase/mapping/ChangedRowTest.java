package dev.sluice.hbase.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.CellUtil;
import org.apache.hadoop.hbase.KeyValue;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.util.Bytes;
import org.junit.jupiter.api.Test;

final class ChangedRowTest {

  private static final byte[] KEY = Bytes.toBytes("k");

  private static Result live(long timestamp) {
    return Result.create(
        new Cell[] {
          new KeyValue(KEY, Bytes.toBytes("p"), Bytes.toBytes("t"), timestamp, Bytes.toBytes("x"))
        });
  }

  private static String encoded(String mapping, Result row) throws RowException {
    return new RowEncoder(RowMapping.parse(mapping)).encode(row).toString();
  }

  @Test
  void the_version_is_that_of_the_change_whatever_the_mapping_says() throws RowException {
    Result row = ChangedRow.of(KEY, 30, live(20));

    for (String rule : new String[] {"", "_version = ts max\n", "_version = ts p:t\n"}) {
      assertThat(encoded(rule + "t = p:t", row)).isEqualTo("_id k, _version 30: {\"t\":\"x\"}");
    }
  }

  @Test
  void a_cell_that_is_newer_than_the_change_that_was_found_counts() throws RowException {
    assertThat(encoded("t = p:t", ChangedRow.of(KEY, 30, live(40)))).contains("_version 40");
  }

  @Test
  void a_row_without_cells_is_a_deletion_with_the_version_of_its_change() throws RowException {
    Result gone = ChangedRow.of(KEY, 30, Result.EMPTY_RESULT);

    RowDocument document = new RowEncoder(RowMapping.parse("t = p:t")).encode(gone);

    assertThat(document.toWritable().operation().toString()).isEqualToIgnoringCase("delete");
    assertThat(document.toString()).isEqualTo("_id k, _version 30: ");
    assertThat(CellUtil.cloneRow(gone.rawCells()[0])).isEqualTo(KEY);
  }
}
