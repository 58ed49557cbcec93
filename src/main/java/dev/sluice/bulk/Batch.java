package dev.sluice.bulk;

import dev.sluice.bulk.action.ActionLine;
import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.Operation;
import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonFormException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Actions encoded as the NDJSON of a bulk request, with the position of each item. A batch grows
 * while it is open and never changes after it is sealed; the completed items are tracked
 * separately. Requests are selections of its items, so a resend does not copy any item. Guarded by
 * the engine's lock, except that any thread may read the bytes of a sealed batch.
 */
final class Batch {

  /** The bytes for one item in the parallel arrays and in the id table. */
  private static final int ITEM_COST = 4 + 4 + 4 + 4 + 8 + 4 + 4 + 1 + (2 * 16);

  private static final int FIRST_ITEMS = 16;

  private static final byte IN_DOUBT = 1;
  private static final byte SETTLED = 2;
  private static final byte VERSIONED = 4;

  final long sequence;
  final int lane;

  /** Where the outcomes of the items are counted. */
  final Outcomes outcomes;

  /** The number of this batch in the id table. */
  int number;

  private final boolean twice;
  private final GrowingBytes bytes;
  private int[] segments = new int[FIRST_ITEMS];
  private int[] starts = new int[FIRST_ITEMS];
  private int[] ends = new int[FIRST_ITEMS];
  private int[] sources = new int[FIRST_ITEMS];
  private long[] ids = new long[FIRST_ITEMS];
  private int[] partitions = new int[FIRST_ITEMS];
  private Operation[] operations = new Operation[FIRST_ITEMS];
  private byte[] flags = new byte[FIRST_ITEMS];
  private int count;
  private int unsettled;
  private int firstUnsettled;
  private boolean repeating;
  private final Set<Operation> kinds = EnumSet.noneOf(Operation.class);
  private final List<Batch> before = new ArrayList<>(0);

  /**
   * Creates an empty batch.
   *
   * @param twice whether a compressed copy may exist beside it, so that it costs twice its bytes
   * @param spares provides its arrays, and gets them back
   */
  Batch(
      long sequence,
      int lane,
      Outcomes outcomes,
      long need,
      int firstBytes,
      boolean twice,
      SpareArrays spares) {
    this.sequence = sequence;
    this.outcomes = outcomes;
    this.lane = lane;
    this.twice = twice;
    this.bytes = new GrowingBytes(need, firstBytes, spares);
  }

  /** The memory cost of a new batch that starts with an action of this many bytes. */
  static long costOfNew(long need, int firstBytes, boolean twice) {
    long capacity = GrowingBytes.firstCapacity(need, firstBytes);
    return (twice ? 2 * capacity : capacity) + (long) FIRST_ITEMS * ITEM_COST;
  }

  /** The current memory cost. */
  long cost() {
    return cost(bytes.capacity(), sources.length);
  }

  private long cost(long capacity, long items) {
    return (twice ? 2 * capacity : capacity) + items * ITEM_COST;
  }

  /** Gives its arrays away when all items are completed; no item can be read any more. */
  void free() {
    bytes.free();
  }

  /** The additional memory cost if the batch grows by this many bytes. */
  long costOfGrowing(long need) {
    long items = sources.length;
    return cost(bytes.growth(need), count == items ? 2 * items : 0);
  }

  /** Whether an action of this many bytes fits into the limits of a request. */
  boolean hasRoom(long need, int bulkBytes, int bulkActions) {
    return count < bulkActions && bytes.length() + need <= bulkBytes;
  }

  /** Makes room for one more action of this many bytes. */
  void grow(long need) {
    bytes.ensure(need);
    if (count == sources.length) {
      growItems();
    }
  }

  /**
   * Encodes an action and appends it. There must be room for it; then the memory cost stays the
   * same.
   *
   * @throws JsonFormException if its source is not one JSON object; the batch is then unchanged
   */
  void add(
      BulkAction action,
      String index,
      long id,
      int partition,
      boolean inDoubt,
      ActionEncoder encoder)
      throws JsonFormException {
    ByteArray out = bytes.last();
    int start = out.length();
    int source = encoder.encode(action, index, out);
    segments[count] = bytes.lastNumber();
    starts[count] = start;
    ends[count] = out.length();
    sources[count] = source;
    ids[count] = id;
    partitions[count] = partition;
    operations[count] = action.operation;
    flags[count] = (byte) ((inDoubt ? IN_DOUBT : 0) | (isGuarded(action) ? VERSIONED : 0));
    kinds.add(action.operation);
    count++;
    unsettled++;
  }

  /** Whether a conflict means that the index has something newer, or our own earlier write. */
  private static boolean isGuarded(BulkAction action) {
    return action.versionType != null || action.ifSeqNo >= 0 || yields(action);
  }

  private static boolean yields(BulkAction action) {
    return action.ifAbsent && action.operation == Operation.CREATE;
  }

  private void growItems() {
    int items = 2 * count;
    segments = Arrays.copyOf(segments, items);
    starts = Arrays.copyOf(starts, items);
    ends = Arrays.copyOf(ends, items);
    sources = Arrays.copyOf(sources, items);
    ids = Arrays.copyOf(ids, items);
    partitions = Arrays.copyOf(partitions, items);
    operations = Arrays.copyOf(operations, items);
    flags = Arrays.copyOf(flags, items);
  }

  int items() {
    return count;
  }

  int length() {
    return bytes.length();
  }

  int length(int item) {
    return ends[item] - starts[item];
  }

  long id(int item) {
    return ids[item];
  }

  int partition(int item) {
    return partitions[item];
  }

  Operation operation(int item) {
    return operations[item];
  }

  /** Whether an earlier request with this item may have been applied. */
  boolean inDoubt(int item) {
    return (flags[item] & IN_DOUBT) != 0;
  }

  void doubt(int item) {
    flags[item] |= IN_DOUBT;
  }

  boolean isVersioned(int item) {
    return (flags[item] & VERSIONED) != 0;
  }

  /**
   * Whether an action can be in one request with every action of this batch, even on the same
   * document.
   */
  boolean mayShareWith(Operation operation) {
    for (Operation kind : kinds) {
      if (!operation.mayShareWith(kind)) {
        return false;
      }
    }
    return true;
  }

  boolean isSettled(int item) {
    return (flags[item] & SETTLED) != 0;
  }

  /** Marks an item as completed. */
  void settle(int item) {
    if (isSettled(item)) {
      throw new AssertionError("item " + item + " was completed twice");
    }
    flags[item] |= SETTLED;
    unsettled--;
  }

  boolean isSettled() {
    return unsettled == 0;
  }

  /** Whether all items before this one are completed. */
  boolean isSettledBefore(int item) {
    while (firstUnsettled < item && isSettled(firstUnsettled)) {
      firstUnsettled++;
    }
    return firstUnsettled >= item;
  }

  /** Records that two actions of this batch target the same document, so their order matters. */
  void repeats() {
    repeating = true;
  }

  /** Whether two actions of this batch may target the same document. */
  boolean isRepeating() {
    return repeating;
  }

  /** Makes this batch wait until an earlier batch with one of its ids is completed. */
  void waitFor(Batch earlier) {
    if (!before.contains(earlier)) {
      before.add(earlier);
    }
  }

  /** Whether all batches that must be applied first are completed. */
  boolean isFree() {
    before.removeIf(Batch::isSettled);
    return before.isEmpty();
  }

  /** Writes consecutive items, from {@code first} (inclusive) to {@code last} (exclusive). */
  void writeTo(OutputStream out, int first, int last) throws IOException {
    int from = first;
    while (from < last) {
      int to = from + 1;
      while (to < last && segments[to] == segments[from]) {
        to++;
      }
      out.write(array(from), starts[from], ends[to - 1] - starts[from]);
      from = to;
    }
  }

  void copyIdentity(int item, ByteArray out) {
    ActionLine.copyIdentity(array(item), starts[item], out);
  }

  void copyPlace(int item, ByteArray out) {
    ActionLine.copyPlace(array(item), starts[item], out);
  }

  boolean hasPipeline(int item) {
    return ActionLine.hasPipeline(array(item), starts[item]);
  }

  void copyEnvelope(int item, ByteArray out) {
    ActionLine.copyEnvelope(array(item), starts[item], out);
  }

  String idText(int item) {
    return ActionLine.id(array(item), starts[item]);
  }

  /** The name of an item's document, for messages. */
  String nameText(int item) {
    String id = idText(item);
    String document = id.isEmpty() ? "a document without an id" : "document \"" + id + "\"";
    return document + " of index \"" + ActionLine.index(array(item), starts[item]) + "\"";
  }

  /** The array that contains an item. */
  byte[] array(int item) {
    return bytes.array(segments[item]);
  }

  int sourceStart(int item) {
    return sources[item] + operation(item).before().length;
  }

  int sourceLength(int item) {
    if (operation(item) == Operation.DELETE) {
      return 0;
    }
    return ends[item] - 1 - operation(item).after().length - sourceStart(item);
  }
}
