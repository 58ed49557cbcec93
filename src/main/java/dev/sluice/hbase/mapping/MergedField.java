package dev.sluice.hbase.mapping;

import dev.sluice.hbase.types.ColumnType;
import dev.sluice.hbase.types.JsonSyntax;
import dev.sluice.hbase.types.Names;
import dev.sluice.json.JsonWriter;
import java.util.function.Consumer;

/** {@code name = family:qualifier as json merge}: the members of a JSON object become fields. */
final class MergedField implements Field {

  private final String target;
  private final Column column;
  private final boolean required;

  MergedField(String target, Column column, boolean required) {
    this.target = target;
    this.column = column;
    this.required = required;
  }

  @Override
  public Member compile(byte[] name, Names siblings, Layout layout) {
    int slot = layout.slot(column);
    ColumnType writer =
        (bytes, offset, length, json) -> JsonSyntax.merge(bytes, offset, length, siblings, json);
    return (row, out) -> {
      if (row.has(slot)) {
        long before = out.skipped();
        out.element(row, row.cell(row.first(slot)), writer);
        if (required && out.skipped() > before) {
          throw out.refused(row, "column " + column, "is required, but cannot be merged");
        }
      } else if (required && !out.isPartial()) {
        throw out.refused(row, "column " + column, "is required, but the row does not have it");
      }
    };
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
  public void suggest(String name, JsonWriter json) {}

  @Override
  public String toString() {
    return target + " = " + column + " as json merge" + (required ? " !" : "");
  }
}
