package dev.sluice.hbase.mapping;

import dev.sluice.hbase.types.ColumnType;
import dev.sluice.hbase.types.FieldType;
import dev.sluice.hbase.types.Names;
import dev.sluice.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.hbase.Cell;

/**
 * {@code name[] = family:qualifier versions 5 as TYPE} or {@code as {ts, v: TYPE}}: the newest
 * versions of a cell as an array, newest first.
 */
final class VersionsField implements Field {

  /** A member of the object of one version: its timestamp or its value. */
  static final class Part {

    private final String name;
    private final FieldType type;

    private Part(String name, FieldType type) {
      this.name = name;
      this.type = type;
    }

    static Part timestamp(String name) {
      return new Part(name, null);
    }

    static Part value(String name, FieldType type) {
      return new Part(name, type);
    }

    boolean isTimestamp() {
      return type == null;
    }

    String name() {
      return name;
    }

    private ColumnType writer() {
      return isTimestamp() ? (bytes, offset, length, json) -> {} : type.writer();
    }

    private String elasticsearch() {
      return isTimestamp() ? TimeField.MAPPING : type.elasticsearch();
    }

    @Override
    public String toString() {
      if (isTimestamp()) {
        return name.equals("ts") ? "ts" : name + ": ts";
      }
      return name + ": " + type;
    }
  }

  private final String target;
  private final Column column;
  private final int versions;
  private final FieldType type;
  private final List<Part> parts;

  private VersionsField(
      String target, Column column, int versions, FieldType type, List<Part> parts) {
    this.target = target;
    this.column = column;
    this.versions = versions;
    this.type = type;
    this.parts = new ArrayList<>(parts);
  }

  static VersionsField ofValues(String target, Column column, int versions, FieldType type) {
    return new VersionsField(target, column, versions, type, new ArrayList<>());
  }

  static VersionsField ofObjects(String target, Column column, int versions, List<Part> parts) {
    return new VersionsField(target, column, versions, FieldType.STRING, parts);
  }

  @Override
  public Member compile(byte[] name, Names siblings, Layout layout) {
    int slot = layout.slot(column);
    ColumnType[] writers =
        parts.isEmpty()
            ? new ColumnType[] {type.writer()}
            : parts.stream().map(Part::writer).toArray(ColumnType[]::new);
    return (row, out) -> {
      int mark = out.json().mark();
      out.json().name(name, 0, name.length).startArray();
      int inside = out.json().mark();
      int first = row.has(slot) ? row.first(slot) : Integer.MAX_VALUE;
      for (int i = first; row.isOf(slot, i) && i - first < versions; i++) {
        int element = out.json().mark();
        try {
          out.requireWhole(target);
          write(row.cell(i), writers, out);
        } catch (IllegalArgumentException e) {
          out.problem(element, row, row.cell(i), e);
        }
      }
      out.endArray(mark, inside);
    };
  }

  private void write(Cell cell, ColumnType[] writers, DocumentWriter out) {
    if (parts.isEmpty()) {
      out.write(cell, writers[0]);
      return;
    }
    out.json().startObject();
    for (int i = 0; i < writers.length; i++) {
      Part part = parts.get(i);
      out.json().name(part.name);
      if (part.isTimestamp()) {
        out.json().value(TimeField.timestamp(cell));
      } else {
        out.write(cell, writers[i]);
      }
    }
    out.json().endObject();
  }

  @Override
  public void columns(Consumer<Column> sink) {
    sink.accept(column);
  }

  @Override
  public int versions() {
    return versions;
  }

  @Override
  public void suggest(String name, JsonWriter json) {
    if (parts.isEmpty()) {
      Field.suggest(name, type.elasticsearch(), json);
      return;
    }
    json.name(name).startObject().name("properties").startObject();
    for (Part part : parts) {
      Field.suggest(part.name, part.elasticsearch(), json);
    }
    json.endObject().endObject();
  }

  @Override
  public String toString() {
    String form = parts.toString();
    String what =
        parts.isEmpty() ? type.toString() : "{" + form.substring(1, form.length() - 1) + "}";
    return target + " = " + column + " versions " + versions + " as " + what;
  }
}
