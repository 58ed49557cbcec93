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
 * Makes documents of rows by a mapping, with buffers that it uses again. A function of the row
 * alone. For one thread.
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

  /** The document of a whole row, which has at least one cell. */
  public RowDocument encode(Result result) throws RowException {
    id = null;
    if (result.isEmpty()) {
      row.read(NOTHING, 0, 0);
      throw new RowException(
          "a row without cells has no key and cannot become a document", false, null);
    }
    Cell[] cells = result.rawCells();
    Cell first = cells[0];
    row.read(first.getRowArray(), first.getRowOffset(), first.getRowLength(), cells);
    start(false);
    Optional<String> routing = routing();
    OptionalLong version = OptionalLong.empty();
    if (mapping.version().isPresent()) {
      version = mapping.version().get().of(row, mapping.layout(), out);
    }
    writeDocument();
    return new RowDocument(Operation.INDEX, id, routing, version, out.bytes());
  }

  /** The part of a document that a change of its row changes; made if it is not there. */
  public RowDocument encode(Put put) throws RowException {
    byte[] key = put.getRow();
    row.read(key, 0, key.length, sorted(put));
    start(true);
    Optional<String> routing = routing();
    writeDocument();
    // Elasticsearch takes no version of our own with an update.
    return new RowDocument(Operation.UPSERT, id, routing, OptionalLong.empty(), out.bytes());
  }

  /** The removal of a document. */
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

  /** In HBase's order; of two cells that differ in nothing but value the later one comes first. */
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

  /** The id of the last row, if it came to have one. */
  public Optional<String> id() {
    return Optional.ofNullable(id);
  }

  /** The last row as it was read, for one that became no document. */
  public ByteArray record() {
    return RowRecord.of(row);
  }

  /** How many values were left out so far. */
  public long skipped() {
    return out.skipped();
  }

  /** Where the first value left out stands; not the value, so that it may be logged. */
  public Optional<String> firstSkipped() {
    return out.firstSkipped();
  }
}
