package dev.sluice.hbase.mapping;

import dev.sluice.hbase.types.ColumnType;
import dev.sluice.hbase.types.FieldType;
import dev.sluice.hbase.types.Names;
import dev.sluice.hbase.types.ValueError;
import dev.sluice.json.JsonWriter;
import dev.sluice.json.Utf8;
import java.util.function.Consumer;
import org.apache.hadoop.hbase.Cell;

/**
 * {@code name.* = family:prefix* as TYPE}: each column becomes a member, named by its qualifier.
 */
final class FamilyField implements Field {

  private final String target;
  private final Column column;
  private final FieldType type;

  FamilyField(String target, Column column, FieldType type) {
    this.target = target;
    this.column = column;
    this.type = type;
  }

  @Override
  public Member compile(byte[] name, Names siblings, Layout layout) {
    Qualifiers qualifiers = layout.qualifiers(column);
    ColumnType writer = type.writer();
    return (row, out) ->
        qualifiers.forEach(
            row,
            (cell, bytes, offset, length) -> {
              int mark = out.json().mark();
              try {
                checkName(cell, bytes, offset, length);
                siblings.refuse(bytes, offset, length);
                out.json().name(bytes, offset, length);
                out.write(cell, writer);
              } catch (IllegalArgumentException e) {
                out.problem(mark, row, cell, e);
              }
            });
  }

  /** Checks that a qualifier, without its prefix, can be a field name. */
  static void checkName(Cell cell, byte[] bytes, int offset, int length) {
    if (length == 0) {
      throw new IllegalArgumentException(
          "found a qualifier that is nothing but the prefix, so the field has no name");
    }
    if (Utf8.firstMalformed(bytes, offset, length) >= 0) {
      throw ValueError.insteadOf(
          cell.getQualifierArray(),
          cell.getQualifierOffset(),
          cell.getQualifierLength(),
          "a qualifier must be UTF-8 to become a field name");
    }
  }

  @Override
  public void columns(Consumer<Column> sink) {
    sink.accept(column);
  }

  /**
   * Suggests a mapping for the whole object, because many text columns would become many fields.
   */
  @Override
  public void suggest(String name, JsonWriter json) {
    boolean text = type == FieldType.STRING || type.elasticsearch().contains("keyword");
    Field.suggest(name, text ? "{\"type\":\"flattened\"}" : "{\"type\":\"object\"}", json);
  }

  @Override
  public String toString() {
    return target + " = " + column + " as " + type;
  }
}
