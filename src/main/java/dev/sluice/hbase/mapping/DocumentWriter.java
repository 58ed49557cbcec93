package dev.sluice.hbase.mapping;

import dev.sluice.hbase.types.ColumnType;
import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonWriter;
import java.util.Optional;
import org.apache.hadoop.hbase.Cell;

/**
 * The document being written, and what happens when a value cannot be. Used again for the next row.
 */
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
   * @param partOnly whether the row holds only what changes
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

  /** Whether the row holds only what changes, so that what is missing may still be there. */
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

  /** Ends an array, or takes it back, name and all, if nothing was written inside. */
  void endArray(int mark, int inside) {
    if (json.isPast(inside)) {
      json.endArray();
    } else {
      json.reset(mark);
    }
  }

  /**
   * Says that a field is made of the whole row.
   *
   * @throws IllegalArgumentException if the row holds only what changes
   */
  void requireWhole(String target) {
    if (partial) {
      throw new IllegalArgumentException(
          "found a partial update, but "
              + target
              + " needs the whole row; write its Result instead");
    }
  }

  /** Takes back a cell that could not be written, or gives the row up. */
  void problem(int mark, Row row, Cell cell, IllegalArgumentException what) throws RowException {
    problem(mark, row, "column " + Column.of(cell), what);
  }

  /** Takes back what could not be written, or gives the row up. */
  void problem(int mark, Row row, String place, IllegalArgumentException what) throws RowException {
    if (onError != OnError.SKIP_FIELD) {
      String problem = row + ", " + place + ": " + what.getMessage();
      throw new RowException(problem, onError == OnError.FAIL, what);
    }
    json.reset(mark);
    skipped++;
    firstSkipped = firstSkipped == null ? row + ", " + place : firstSkipped;
  }

  /** The row cannot do without what is wrong here. */
  RowException refused(Row row, String place, String what) {
    return new RowException(row + ", " + place + ": " + what, onError == OnError.FAIL, null);
  }

  /** How many values were left out so far. */
  long skipped() {
    return skipped;
  }

  /** Where the first value left out stands. */
  Optional<String> firstSkipped() {
    return Optional.ofNullable(firstSkipped);
  }
}
