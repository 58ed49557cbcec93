package dev.sluice.bulk;

import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A bulk request: items of a batch for one lane. Its bytes are slices of the batch, so resending,
 * splitting and rerouting copy nothing. A transport sees an immutable request; the engine tracks
 * when and how often it is sent.
 */
public final class BulkRequest {

  /** What the request asks the server to do. */
  enum Kind {
    /** Apply the actions. */
    APPLY,
    /** Check whether the documents exist in the index with the same source. */
    COMPARE
  }

  final Batch batch;
  final int[] items;
  final Kind kind;
  final RetryState retries;
  private final int lane;
  private final boolean gzip;
  private final long contentLength;

  /** The index in which create actions met the documents; empty if unknown. */
  private final String metIn;

  /**
   * Whether a comparison reads that index, instead of the index, alias or data stream of each
   * action.
   */
  private final boolean looksThere;

  BulkRequest(Batch batch, int[] items, Kind kind, int lane, boolean gzip, RetryState retries) {
    this(batch, items, kind, lane, gzip, retries, "", false);
  }

  private BulkRequest(
      Batch batch,
      int[] items,
      Kind kind,
      int lane,
      boolean gzip,
      RetryState retries,
      String metIn,
      boolean looksThere) {
    this.metIn = metIn;
    this.looksThere = looksThere;
    this.batch = batch;
    this.items = items;
    this.kind = kind;
    this.lane = lane;
    this.gzip = gzip;
    this.retries = retries;
    long sum = 0;
    for (int item : items) {
      sum += batch.length(item);
    }
    this.contentLength = sum;
  }

  /** The lane, as numbered by {@link Lanes}. */
  public int lane() {
    return lane;
  }

  /** The number of actions. */
  public int items() {
    return items.length;
  }

  /** Whether to compress the body with gzip. */
  public boolean gzip() {
    return gzip;
  }

  /** The exact number of bytes that {@link #writeTo} writes. */
  public long contentLength() {
    return contentLength;
  }

  /** Writes the body as NDJSON. Can be repeated. */
  public void writeTo(OutputStream out) throws IOException {
    int first = 0;
    while (first < items.length) {
      int last = first + 1;
      while (last < items.length && items[last] == items[last - 1] + 1) {
        last++;
      }
      batch.writeTo(out, items[first], items[last - 1] + 1);
      first = last;
    }
  }

  /** Writes the body of a multi-get for the documents, in order. Can be repeated. */
  public void writeDocumentsTo(OutputStream out) throws IOException {
    ByteArray body = new ByteArray(64 * items.length + 16);
    body.write("{\"docs\":[".getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < items.length; i++) {
      if (i > 0) {
        body.write(',');
      }
      body.write('{');
      writeIdentity(items[i], body);
      body.write('}');
    }
    body.write(']');
    body.write('}');
    out.write(body.array(), 0, body.length());
  }

  private void writeIdentity(int item, ByteArray out) {
    if (!looksThere) {
      batch.copyIdentity(item, out);
      return;
    }
    new JsonWriter(out).name("_index").value(metIn);
    out.write(',');
    batch.copyPlace(item, out);
  }

  /** The size of an item's source in bytes. */
  public int sourceLength(int item) {
    return batch.sourceLength(items[item]);
  }

  /** Whether the source of an item contains these bytes at this position. */
  public boolean sourceHas(int item, long place, byte[] bytes, int start, int count) {
    int own = items[item];
    if (place + count > batch.sourceLength(own)) {
      return false;
    }
    byte[] array = batch.array(own);
    int from = batch.sourceStart(own) + (int) place;
    for (int i = 0; i < count; i++) {
      if (array[from + i] != bytes[start + i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the action of an item names an ingest pipeline, which may have changed the document.
   */
  public boolean hasPipeline(int item) {
    return batch.hasPipeline(items[item]);
  }

  /** Whether a comparison has no other index to read. */
  boolean looksLast() {
    return looksThere || metIn.isEmpty();
  }

  /** Creates a comparison of some items that met a document in this index; empty if unknown. */
  BulkRequest compare(int[] some, String index) {
    return new BulkRequest(batch, some, Kind.COMPARE, lane, gzip, retries, index, false);
  }

  /** Creates a comparison of some items in the index where create actions met them. */
  BulkRequest compareThere(int[] some) {
    return new BulkRequest(batch, some, Kind.COMPARE, lane, gzip, retries, metIn, true);
  }

  /** Selects some items for another lane or another kind of request. */
  BulkRequest select(int[] some, Kind question, int otherLane, RetryState next) {
    return question == Kind.COMPARE
        ? new BulkRequest(batch, some, question, otherLane, gzip, next, metIn, looksThere)
        : new BulkRequest(batch, some, question, otherLane, gzip, next);
  }

  /** The two halves of the items; for a single item, the request itself. */
  List<BulkRequest> halves(RetryState first) {
    return parts((items.length + 1) / 2, Long.MAX_VALUE, first);
  }

  /** Splits into parts of at most this many bytes; a larger item is a part of its own. */
  List<BulkRequest> partsOf(long bytes, RetryState first) {
    return parts(items.length, bytes, first);
  }

  /**
   * Splits into parts; only the first part, which is sent first, inherits the failures of the
   * whole.
   */
  private List<BulkRequest> parts(int mostItems, long mostBytes, RetryState first) {
    RetryState next = first.inOrder(batch.isRepeating());
    List<BulkRequest> parts = new ArrayList<>();
    int from = 0;
    while (from < items.length) {
      int to = from + 1;
      long bytes = batch.length(items[from]);
      while (to < items.length
          && to - from < mostItems
          && bytes + batch.length(items[to]) <= mostBytes) {
        bytes += batch.length(items[to++]);
      }
      parts.add(select(Arrays.copyOfRange(items, from, to), kind, lane, next));
      next = next.anew();
      from = to;
    }
    return parts;
  }

  @Override
  public String toString() {
    return items.length + " documents, " + contentLength + " bytes";
  }
}
