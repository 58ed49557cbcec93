package dev.sluice.hbase.mapping;

import dev.sluice.hbase.types.ColumnType;
import dev.sluice.hbase.types.FieldType;
import dev.sluice.hbase.types.Names;
import dev.sluice.json.JsonWriter;

/** {@code name = key[0..8] as TYPE}: the row key or a part of it as a field. */
final class KeyField implements Field {

  private final String target;
  private final KeySlice slice;
  private final FieldType type;

  KeyField(String target, KeySlice slice, FieldType type) {
    this.target = target;
    this.slice = slice;
    this.type = type;
  }

  @Override
  public Member compile(byte[] name, Names siblings, Layout layout) {
    ColumnType writer = type.writer();
    return (row, out) -> {
      int mark = out.json().mark();
      try {
        int length = slice.length(row.keyLength());
        out.json().name(name, 0, name.length);
        writer.write(row.keyArray(), row.keyOffset() + slice.from(), length, out.json());
      } catch (IllegalArgumentException e) {
        out.problem(mark, row, slice.toString(), e);
      }
    };
  }

  @Override
  public void suggest(String name, JsonWriter json) {
    Field.suggest(name, type.elasticsearch(), json);
  }

  @Override
  public String toString() {
    return target + " = " + slice + " as " + type;
  }
}
