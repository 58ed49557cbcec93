package dev.sluice.hbase.mapping;

import dev.sluice.hbase.types.ColumnType;
import dev.sluice.hbase.types.FieldType;
import dev.sluice.hbase.types.Names;
import dev.sluice.json.JsonWriter;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * {@code name[] = family:prefix* names} or {@code ... as TYPE}: the qualifiers or the values of
 * many columns as one array.
 */
final class ListField implements Field {

  private final String target;
  private final Column column;
  private final FieldType type;
  private final boolean names;

  private ListField(String target, Column column, FieldType type, boolean names) {
    this.target = target;
    this.column = column;
    this.type = type;
    this.names = names;
  }

  static ListField ofNames(String target, Column column) {
    return new ListField(target, column, FieldType.STRING, true);
  }

  static ListField ofValues(String target, Column column, FieldType type) {
    return new ListField(target, column, type, false);
  }

  @Override
  public Member compile(byte[] name, Names siblings, Layout layout) {
    Qualifiers qualifiers = layout.qualifiers(column);
    ColumnType writer = type.writer();
    return (row, out) -> {
      int mark = out.json().mark();
      out.json().name(name, 0, name.length).startArray();
      int inside = out.json().mark();
      qualifiers.forEach(
          row,
          (cell, bytes, offset, length) -> {
            int element = out.json().mark();
            try {
              out.requireWhole(target);
              if (names) {
                FamilyField.checkName(cell, bytes, offset, length);
                out.json().utf8(bytes, offset, length);
              } else {
                out.write(cell, writer);
              }
            } catch (IllegalArgumentException e) {
              out.problem(element, row, cell, e);
            }
          });
      out.endArray(mark, inside);
    };
  }

  @Override
  public void columns(Consumer<Column> sink) {
    sink.accept(column);
  }

  @Override
  public void suggest(String name, JsonWriter json) {
    Optional<String> keyword = Optional.of("{\"type\":\"keyword\"}").filter(mapping -> names);
    Field.suggest(name, keyword.orElse(type.elasticsearch()), json);
  }

  @Override
  public String toString() {
    return target + " = " + column + (names ? " names" : " as " + type);
  }
}
