package dev.sluice.hbase.mapping;

import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonWriter;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.util.Bytes;

/**
 * A record of a row that could not be converted: its key, and its cells in base64. Written as an
 * object in an array, so that a replay never takes it for a document.
 */
final class RowRecord {

  /** Above this size, cells are listed with name and size only. */
  private static final int MOST_BYTES = 64 * 1024 * 1024;

  private RowRecord() {}

  static ByteArray of(Row row) {
    ByteArray bytes = new ByteArray(1024);
    if (row.keyLength() == 0) {
      return bytes;
    }
    JsonWriter json = new JsonWriter(bytes).startArray().startObject();
    json.name("row").value(Bytes.toStringBinary(row.keyArray(), row.keyOffset(), row.keyLength()));
    json.name("row_base64").base64(row.keyArray(), row.keyOffset(), row.keyLength());
    json.name("cells").startArray();
    for (int place = 0; place < row.cells(); place++) {
      write(row.cell(place), json, bytes.length());
    }
    json.endArray().endObject().endArray();
    return bytes;
  }

  private static String column(Cell cell) {
    return Bytes.toStringBinary(
            cell.getFamilyArray(), cell.getFamilyOffset(), cell.getFamilyLength())
        + ":"
        + Bytes.toStringBinary(
            cell.getQualifierArray(), cell.getQualifierOffset(), cell.getQualifierLength());
  }

  private static void write(Cell cell, JsonWriter json, int soFar) {
    json.startObject().name("column").value(column(cell));
    json.name("timestamp").value(cell.getTimestamp());
    if (soFar + (long) cell.getValueLength() <= MOST_BYTES) {
      json.name("base64")
          .base64(cell.getValueArray(), cell.getValueOffset(), cell.getValueLength());
    } else {
      json.name("bytes").value((long) cell.getValueLength());
    }
    json.endObject();
  }
}
