package dev.sluice.hbase.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * The columns of a mapping in the order in which a {@link Row} finds them, and the columns excluded
 * from every star. Immutable.
 */
final class Layout {

  private final Column[] columns;
  private final List<Column> skips;

  Layout(Collection<Column> columns, Collection<Column> skips) {
    this.columns = new TreeSet<>(columns).toArray(new Column[0]);
    this.skips = new ArrayList<>(skips);
  }

  /** The index of a column among those of a row. */
  int slot(Column column) {
    return Arrays.binarySearch(columns, column);
  }

  /** The iteration over the cells of a column with a star. */
  Qualifiers qualifiers(Column column) {
    return new Qualifiers(slot(column), column.qualifierLength(), skips);
  }

  Row newRow() {
    return new Row(columns.clone());
  }
}
