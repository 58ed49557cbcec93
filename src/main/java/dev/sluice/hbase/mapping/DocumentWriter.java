package dev.sluice.hbase.mapping;

import dev.sluice.hbase.types.ColumnType;
import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonWriter;
import java.util.Optional;
import org.apache.hadoop.hbase.Cell;

/** Writes the document of a row and handles invalid values. Reused for the next row. */
final class DocumentWriter {

  private final OnError onError;
  private final ByteArray bytes = new ByteArray(4096);
  private final JsonWriter json = new JsonWriter(bytes);
  private boolean partial;
  private long skipped;
  private String firstSkipped;

  DocumentWriter(OnError onError) {
    this.onError = onError;
  }

  /**
   * Starts a document.
   *
   * @param partOnly whether the row contains only changed cells
   */
  void restart(boolean partOnly) {
    bytes.truncate(0);
    json.restart();
    partial = partOnly;
  }

  JsonWriter json() {
    return json;
  }

  ByteArray bytes() {
    return bytes;
  }

  /** Whether the row contains only changed cells, so that missing ones may exist. */
  boolean isPartial() {
    return partial;
  }

  /** Writes a cell as a member of the open object. */
  void member(byte[] name, Row row, Cell cell, ColumnType type) throws RowException {
    int mark = json.mark();
    try {
      json.name(name, 0, name.length);
      write(cell, type);
    } catch (IllegalArgumentException e) {
      problem(mark, row, cell, e);
    }
  }

  /** Writes a cell as an element of the open array. */
  void element(Row row, Cell cell, ColumnType type) throws RowException {
    int mark = json.mark();
    try {
      write(cell, type);
    } catch (IllegalArgumentException e) {
      problem(mark, row, cell, e);
    }
  }

  void write(Cell cell, ColumnType type) {
    type.write(cell.getValueArray(), cell.getValueOffset(), cell.getValueLength(), json);
  }

  /** Closes an array, or removes it with its name if it is empty. */
  void endArray(int mark, int inside) {
    if (json.isPast(inside)) {
      json.endArray();
    } else {
      json.reset(mark);
    }
  }

  /**
   * Requires a complete row for a field.
   *
   * @throws IllegalArgumentException if the row contains only changed cells
   */
  void requireWhole(String target) {
    if (partial) {
      throw new IllegalArgumentException(
          "found a partial update, but "
              + target
              + " needs the whole row; write its Result instead");
    }
  }

  /** Removes a cell that could not be written, or rejects the row. */
  void problem(int mark, Row row, Cell cell, IllegalArgumentException what) throws RowException {
    problem(mark, row, "column " + Column.of(cell), what);
  }

  /** Removes a value that could not be written, or rejects the row. */
  void problem(int mark, Row row, String place, IllegalArgumentException what) throws RowException {
    if (onError != OnError.SKIP_FIELD) {
      String problem = row + ", " + place + ": " + what.getMessage();
      throw new RowException(problem, onError == OnError.FAIL, what);
    }
    json.reset(mark);
    skipped++;
    firstSkipped = firstSkipped == null ? row + ", " + place : firstSkipped;
  }

  /** Creates the exception for an error in a required part of the row. */
  RowException refused(Row row, String place, String what) {
    return new RowException(row + ", " + place + ": " + what, onError == OnError.FAIL, null);
  }

  /** The number of values skipped so far. */
  long skipped() {
    return skipped;
  }

  /** The position of the first skipped value. */
  Optional<String> firstSkipped() {
    return Optional.ofNullable(firstSkipped);
  }
}
