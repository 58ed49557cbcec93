package dev.sluice.hbase.mapping;

import dev.sluice.hbase.types.TextForm;
import dev.sluice.mapreduce.job.RowRouting;
import java.util.Optional;
import org.apache.hadoop.hbase.Cell;

/**
 * {@code _routing = family:qualifier as TYPE} or {@code = key[0..4] as TYPE}, or the row range of
 * the key if the job says so. A row without the column is an error, unless the line ends in {@code
 * ?}. Without its routing value a document would go to another shard and could exist twice.
 * Immutable.
 */
final class RoutingRule {

  private final KeySlice slice;
  private final Column column;
  private final TextForm form;
  private final boolean optional;
  private final RowRouting ranges;

  private RoutingRule(
      KeySlice slice, Column column, TextForm form, boolean optional, RowRouting ranges) {
    this.slice = slice;
    this.column = column;
    this.form = form;
    this.optional = optional;
    this.ranges = ranges;
  }

  static RoutingRule ofKey(KeySlice slice, TextForm form) {
    return new RoutingRule(slice, null, form, false, null);
  }

  static RoutingRule ofColumn(Column column, TextForm form, boolean optional) {
    return new RoutingRule(KeySlice.WHOLE, column, form, optional, null);
  }

  static RoutingRule ofRanges(RowRouting ranges) {
    return new RoutingRule(KeySlice.WHOLE, null, TextForm.HEX, false, ranges);
  }

  /** The column of the routing value, unless it comes from the key. */
  Optional<Column> column() {
    return Optional.ofNullable(column);
  }

  boolean isOptional() {
    return optional;
  }

  Optional<String> of(Row row, Layout layout, DocumentWriter out) throws RowException {
    if (ranges != null) {
      return Optional.of(ranges.valueOf(row.keyArray(), row.keyOffset(), row.keyLength()));
    }
    try {
      if (column == null) {
        int length = slice.length(row.keyLength());
        return text(row.keyArray(), row.keyOffset() + slice.from(), length);
      }
      int slot = layout.slot(column);
      if (row.has(slot)) {
        Cell cell = row.cell(row.first(slot));
        return text(cell.getValueArray(), cell.getValueOffset(), cell.getValueLength());
      }
      if (optional) {
        return Optional.empty();
      }
      throw new IllegalArgumentException("the row has no routing column " + column);
    } catch (IllegalArgumentException e) {
      throw out.refused(row, "_routing", e.getMessage());
    }
  }

  private Optional<String> text(byte[] bytes, int offset, int length) {
    if (length == 0) {
      throw new IllegalArgumentException("found 0 bytes, but a routing value must not be empty");
    }
    return Optional.of(form.of(bytes, offset, length));
  }

  @Override
  public String toString() {
    if (ranges != null) {
      return "# _routing = the range of the key";
    }
    return "_routing = "
        + (column == null ? slice : column)
        + " as "
        + form
        + (optional ? " ?" : "");
  }
}
