package dev.sluice.bulk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One bulk request: some of the items of a batch, on their way to one lane. Its bytes are slices of
 * the batch, so that resending, splitting and laning anew copy nothing. What a transport sees of it
 * is immutable; when and how often it is sent is the engine's business.
 */
public final class BulkRequest {

  /** What is asked of the server. */
  enum Kind {
    /** Apply the actions. */
    APPLY,
    /** Tell whether the documents stand in the index with the same source. */
    COMPARE
  }

  final Batch batch;
  final int[] items;
  final Kind kind;
  final Retries retries;
  private final int lane;
  private final boolean gzip;
  private final long contentLength;

  BulkRequest(Batch batch, int[] items, Kind kind, int lane, boolean gzip, Retries retries) {
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

  /** Where it goes, as {@link Lanes} numbers it. */
  public int lane() {
    return lane;
  }

  /** How many actions it holds. */
  public int items() {
    return items.length;
  }

  /** Whether the body is to be compressed by gzip. */
  public boolean gzip() {
    return gzip;
  }

  /** The exact number of bytes that {@link #writeTo} writes. */
  public long contentLength() {
    return contentLength;
  }

  /** Writes the body, as NDJSON. Can be repeated. */
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
      batch.copyIdentity(items[i], body);
      body.write('}');
    }
    body.write(']');
    body.write('}');
    out.write(body.array(), 0, body.length());
  }

  /** Whether the source of an item is the very same bytes as those given. */
  public boolean sourceEquals(int item, byte[] bytes, int start, int count) {
    int own = items[item];
    if (batch.sourceLength(own) != count) {
      return false;
    }
    byte[] array = batch.array(own);
    int from = batch.sourceStart(own);
    for (int i = 0; i < count; i++) {
      if (array[from + i] != bytes[start + i]) {
        return false;
      }
    }
    return true;
  }

  /** Some of the items, for another lane or another question. */
  BulkRequest select(int[] some, Kind question, int otherLane, Retries next) {
    return new BulkRequest(batch, some, question, otherLane, gzip, next);
  }

  /** The two halves of the items; of one item, itself. */
  List<BulkRequest> halves(Retries first) {
    return parts((items.length + 1) / 2, Long.MAX_VALUE, first);
  }

  /** Parts of so many bytes at most; an item that is larger is one alone. */
  List<BulkRequest> partsOf(long bytes, Retries first) {
    return parts(items.length, bytes, first);
  }

  /** Only the first part, which is sent first, takes over the failures of the whole. */
  private List<BulkRequest> parts(int mostItems, long mostBytes, Retries first) {
    Retries next = first.inOrder(batch.isRepeating());
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
