package dev.sluice.hbase.mapping;

import dev.sluice.hbase.types.ColumnType;
import dev.sluice.hbase.types.FieldType;
import dev.sluice.hbase.types.Names;
import dev.sluice.json.JsonWriter;
import java.util.function.Consumer;

/** {@code name = family:qualifier as TYPE}; {@code !} makes the column required. */
final class ColumnField implements Field {

  private final String target;
  private final Column column;
  private final FieldType type;
  private final boolean required;

  ColumnField(String target, Column column, FieldType type, boolean required) {
    this.target = target;
    this.column = column;
    this.type = type;
    this.required = required;
  }

  @Override
  public Member compile(byte[] name, Names siblings, Layout layout) {
    int slot = layout.slot(column);
    ColumnType writer = type.writer();
    return (row, out) -> {
      if (!row.has(slot)) {
        if (required) {
          requireNot(row, out);
        }
        return;
      }
      int before = out.json().mark();
      out.member(name, row, row.cell(row.first(slot)), writer);
      if (required && !out.json().isPast(before)) {
        throw out.refused(
            row, "column " + column, "is required, but its value is not of type " + type);
      }
    };
  }

  private void requireNot(Row row, DocumentWriter out) throws RowException {
    if (!out.isPartial()) {
      throw out.refused(row, "column " + column, "is required, but the row does not have it");
    }
  }

  @Override
  public void columns(Consumer<Column> sink) {
    sink.accept(column);
  }

  @Override
  public boolean isRequired() {
    return required;
  }

  @Override
  public void suggest(String name, JsonWriter json) {
    Field.suggest(name, type.elasticsearch(), json);
  }

  @Override
  public String toString() {
    return target + " = " + column + " as " + type + (required ? " !" : "");
  }
}
