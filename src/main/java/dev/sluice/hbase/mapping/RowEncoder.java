package dev.sluice.hbase.mapping;

import dev.sluice.bulk.action.Operation;
import dev.sluice.json.ByteArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.CellComparator;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.client.Delete;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;

/**
 * Encodes rows as documents by a mapping, with reused buffers. The result depends only on the row.
 * Not thread-safe.
 */
public final class RowEncoder {

  private static final byte[] NOTHING = {};

  private final RowMapping mapping;
  private final Member members;
  private final Row row;
  private final DocumentWriter out;
  private String id;

  public RowEncoder(RowMapping mapping) {
    this.mapping = mapping;
    this.members = mapping.root().compile(mapping.layout());
    this.row = mapping.layout().newRow();
    this.out = new DocumentWriter(mapping.onError());
  }

  /**
   * The document of a complete row, which has at least one cell, or of a {@link ChangedRow}. The
   * version of a changed row is that of its last change, whatever the mapping says: a deletion has
   * no other, and a document must not be older than the delete markers of its row.
   */
  public RowDocument encode(Result result) throws RowException {
    id = null;
    if (result.isEmpty()) {
      row.read(NOTHING, 0, 0);
      throw new RowException(
          "a row without cells has no key and cannot become a document", false, null);
    }
    Cell[] cells = result.rawCells();
    if (ChangedRow.is(cells)) {
      return encodeChanged(cells);
    }
    read(cells[0], cells);
    start(false);
    Optional<String> routing = routing();
    OptionalLong version = OptionalLong.empty();
    if (mapping.version().isPresent()) {
      version = mapping.version().get().of(row, mapping.layout(), out);
    }
    writeDocument();
    return new RowDocument(Operation.INDEX, id, routing, version, out.bytes());
  }

  private RowDocument encodeChanged(Cell[] cells) throws RowException {
    Cell marker = cells[0];
    read(marker, ChangedRow.live(cells));
    start(false);
    Optional<String> routing = routing();
    OptionalLong version = VersionRule.checked(marker.getTimestamp(), row, out);
    if (row.cells() == 0) {
      return new RowDocument(Operation.DELETE, id, routing, version, out.bytes());
    }
    writeDocument();
    return new RowDocument(Operation.INDEX, id, routing, version, out.bytes());
  }

  private void read(Cell first, Cell[] cells) {
    row.read(first.getRowArray(), first.getRowOffset(), first.getRowLength(), cells);
  }

  /** The partial document of a change to a row; it is created if it does not exist. */
  public RowDocument encode(Put put) throws RowException {
    byte[] key = put.getRow();
    row.read(key, 0, key.length, sorted(put));
    start(true);
    Optional<String> routing = routing();
    writeDocument();
    // Elasticsearch does not accept external versions in updates.
    return new RowDocument(Operation.UPSERT, id, routing, OptionalLong.empty(), out.bytes());
  }

  /** The deletion of a document. */
  public RowDocument encode(Delete delete) throws RowException {
    byte[] key = delete.getRow();
    row.read(key, 0, key.length);
    start(true);
    if (!delete.isEmpty()) {
      throw new RowException(
          row
              + ": found a Delete of single cells, which does not map to a document; write the"
              + " row's Result instead",
          false,
          null);
    }
    Optional<String> routing = routing();
    boolean timed = delete.getTimestamp() != HConstants.LATEST_TIMESTAMP;
    OptionalLong version =
        timed && mapping.version().isPresent()
            ? OptionalLong.of(delete.getTimestamp())
            : OptionalLong.empty();
    return new RowDocument(Operation.DELETE, id, routing, version, out.bytes());
  }

  /**
   * The cells in HBase's order; of two cells that differ only in value, the later one comes first.
   */
  private static Cell[] sorted(Put put) {
    List<Cell> cells = new ArrayList<>();
    put.getFamilyCellMap().values().forEach(cells::addAll);
    Collections.reverse(cells);
    Cell[] sorted = cells.toArray(new Cell[0]);
    Arrays.sort(sorted, CellComparator.getInstance());
    return sorted;
  }

  private void start(boolean partOnly) throws RowException {
    id = null;
    out.restart(partOnly);
    id = mapping.id().of(row, out);
  }

  private Optional<String> routing() throws RowException {
    return mapping.routing().isPresent()
        ? mapping.routing().get().of(row, mapping.layout(), out)
        : Optional.empty();
  }

  private void writeDocument() throws RowException {
    out.json().startObject();
    members.write(row, out);
    out.json().endObject();
  }

  /** The id of the last row, if it has one. */
  public Optional<String> id() {
    return Optional.ofNullable(id);
  }

  /** The last row as it was read, if it could not be converted. */
  public ByteArray record() {
    return RowRecord.of(row);
  }

  /** The number of values skipped so far. */
  public long skipped() {
    return out.skipped();
  }

  /** The position of the first skipped value; without the value, so that it can be logged. */
  public Optional<String> firstSkipped() {
    return out.firstSkipped();
  }
}
