package dev.sluice.hbase.mapping;

import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.hbase.Cell;

/**
 * {@code _version = ts max}, the highest timestamp of the cells read, or {@code = ts
 * family:qualifier}. Immutable.
 */
final class VersionRule {

  static final VersionRule MAX = new VersionRule(null, false);

  private final Column column;
  private final boolean optional;

  private VersionRule(Column column, boolean optional) {
    this.column = column;
    this.optional = optional;
  }

  static VersionRule ofColumn(Column column, boolean optional) {
    return new VersionRule(column, optional);
  }

  Optional<Column> column() {
    return Optional.ofNullable(column);
  }

  OptionalLong of(Row row, Layout layout, DocumentWriter out) throws RowException {
    if (column == null) {
      return checked(row.newest(), row, out);
    }
    int slot = layout.slot(column);
    if (row.has(slot)) {
      Cell cell = row.cell(row.first(slot));
      return checked(cell.getTimestamp(), row, out);
    }
    if (optional) {
      return OptionalLong.empty();
    }
    throw out.refused(
        row, "_version", "the row has no " + column + ", which the version is read from");
  }

  /** A timestamp as a version, if it can be one. */
  static OptionalLong checked(long timestamp, Row row, DocumentWriter out) throws RowException {
    if (timestamp < 0 || timestamp == Long.MAX_VALUE) {
      throw out.refused(
          row, "_version", "found the timestamp " + timestamp + ", which is not a valid version");
    }
    return OptionalLong.of(timestamp);
  }

  @Override
  public String toString() {
    return "_version = ts " + (column == null ? "max" : column) + (optional ? " ?" : "");
  }
}
