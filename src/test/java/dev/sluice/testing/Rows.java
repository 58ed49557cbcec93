package dev.sluice.testing;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.CellComparator;
import org.apache.hadoop.hbase.KeyValue;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.util.Bytes;

/** Builds rows as HBase would hand them out: cells sorted, and inside larger arrays. */
public final class Rows {

  public static final long TIME = 1_600_000_000_000L;

  private final byte[] key;
  private final List<Cell> cells = new ArrayList<>();

  private Rows(byte[] key) {
    this.key = key;
  }

  public static Rows row(String key) {
    return new Rows(Bytes.toBytesBinary(key));
  }

  public static Rows row(byte[] key) {
    return new Rows(key);
  }

  public Rows with(String column, String value) {
    return with(column, value.getBytes(StandardCharsets.UTF_8));
  }

  public Rows with(String column, int value) {
    return with(column, Bytes.toBytes(value));
  }

  public Rows with(String column, long value) {
    return with(column, Bytes.toBytes(value));
  }

  public Rows with(String column, double value) {
    return with(column, Bytes.toBytes(value));
  }

  public Rows with(String column, BigDecimal value) {
    return with(column, Bytes.toBytes(value));
  }

  public Rows with(String column, byte[] value) {
    return at(TIME, column, value);
  }

  /** A column whose qualifier is any bytes. */
  public Rows with(String family, byte[] qualifier, byte[] value) {
    cells.add(new KeyValue(key, Bytes.toBytes(family), qualifier, TIME, value));
    return this;
  }

  public Rows at(long timestamp, String column, byte[] value) {
    int colon = column.indexOf(':');
    byte[] family = Bytes.toBytes(column.substring(0, colon));
    byte[] qualifier = Bytes.toBytesBinary(column.substring(colon + 1));
    cells.add(new KeyValue(key, family, qualifier, timestamp, value));
    return this;
  }

  public Result result() {
    cells.sort(CellComparator.getInstance());
    return Result.create(cells);
  }
}
