package dev.sluice.hbase.mapping;

import dev.sluice.hbase.types.Names;
import dev.sluice.json.JsonWriter;
import java.util.function.Consumer;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.HConstants;

/** {@code name = ts family:qualifier}: the timestamp of a cell, in milliseconds since 1970. */
final class TimeField implements Field {

  static final String MAPPING = "{\"type\":\"date\",\"format\":\"epoch_millis\"}";

  private final String target;
  private final Column column;

  TimeField(String target, Column column) {
    this.target = target;
    this.column = column;
  }

  @Override
  public Member compile(byte[] name, Names siblings, Layout layout) {
    int slot = layout.slot(column);
    return (row, out) -> {
      if (!row.has(slot)) {
        return;
      }
      Cell cell = row.cell(row.first(slot));
      int mark = out.json().mark();
      try {
        out.json().name(name, 0, name.length).value(timestamp(cell));
      } catch (IllegalArgumentException e) {
        out.problem(mark, row, cell, e);
      }
    };
  }

  /**
   * The timestamp of a cell.
   *
   * @throws IllegalArgumentException if the server will set it, so that it is not known yet
   */
  static long timestamp(Cell cell) {
    if (cell.getTimestamp() == HConstants.LATEST_TIMESTAMP) {
      throw new IllegalArgumentException(
          "found no timestamp (HBase would set it on arrival); set one");
    }
    return cell.getTimestamp();
  }

  @Override
  public void columns(Consumer<Column> sink) {
    sink.accept(column);
  }

  @Override
  public void suggest(String name, JsonWriter json) {
    Field.suggest(name, MAPPING, json);
  }

  @Override
  public String toString() {
    return target + " = ts " + column;
  }
}
