package dev.sluice.bulk;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.limit.Rate;
import dev.sluice.json.JsonFormException;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * Builds batches, with one open batch for each lane (target node). A batch is sealed when it is
 * full, when memory is short, or when the next action cannot share a request with one of its
 * actions. This class tracks memory, and makes a batch wait for earlier batches on the same
 * documents. The lane of a document changes only after all open batches are sealed, so batches wait
 * only for earlier ones and never in a cycle. Guarded by the engine's lock.
 */
final class BatchBuilder {

  private final BulkOptions options;
  private final Lanes lanes;
  private final Ledger ledger;
  private final IdTable ids = new IdTable();
  private final ActionEncoder encoder = new ActionEncoder();
  private final SpareArrays spares = GrowingBytes.spares();

  /** The open batch of each lane, or null. */
  private Batch[] open = new Batch[1];

  private final ArrayDeque<Batch> sealed = new ArrayDeque<>();
  private int mostBytes;
  private int bulkBytes;
  private int bulkActions;
  private long sequence;
  private long held;
  private long heldOpen;
  private long lanesVersion;

  BatchBuilder(BulkOptions options, Lanes lanes, Ledger ledger) {
    this.ledger = ledger;
    this.options = options;
    this.lanes = lanes;
    this.lanesVersion = lanes.version();
    this.mostBytes = options.bulkBytes;
    limit(Rate.UNLIMITED);
  }

  /** Limits the size of batches from now on. */
  void limitBytes(int bytes) {
    mostBytes = Math.min(mostBytes, bytes);
    bulkBytes = Math.min(bulkBytes, bytes);
  }

  /** Limits the size of batches from now on, so that each is a small part of the rate. */
  void limit(Rate share) {
    bulkBytes = share.requestBytes(mostBytes);
    bulkActions = share.requestDocuments(options.bulkActions);
  }

  /** Whether an action can never fit into memory. */
  boolean isTooLarge(BulkAction action) {
    long need = ActionEncoder.bound(action, index(action));
    return need > options.memoryBytes / 2 || cost(need) > options.memoryBytes;
  }

  private long cost(long need) {
    return Batch.costOfNew(need, options.firstBytes(), options.gzip);
  }

  String index(BulkAction action) {
    return action.index == null ? options.index : action.index;
  }

  /**
   * Encodes an action into the batch of its lane.
   *
   * @return false if there is no memory now; the fullest batch was sealed to free some
   * @throws JsonFormException if the source is not one JSON object; nothing was taken
   */
  boolean take(BulkAction action) throws JsonFormException {
    String index = index(action);
    long need = ActionEncoder.bound(action, index);
    int partition = lanes.partitionOf(action);
    long id = action.id == null ? 0 : ids.hash(index, action.routing, action.id);
    int lane = laneOf(partition);
    Batch batch = lane < open.length ? open[lane] : null;
    if (batch != null && !(mayJoin(batch, action, id, need) && grow(batch, need))) {
      seal(batch);
      batch = null;
    }
    if (batch == null) {
      if (!reserve(cost(need))) {
        sealFullest();
        return false;
      }
      batch = open(lane, need);
    }
    batch.add(action, index, id, partition, options.isInDoubtAtFirst(), encoder);
    if (action.id != null) {
      note(id, batch);
    }
    if (heldOpen > options.memoryBytes / 2 && heldOpen > batch.cost()) {
      sealFullest(); // With many lanes, leave memory for requests in flight.
    }
    return true;
  }

  private Batch open(int lane, long need) {
    Batch batch =
        new Batch(
            sequence++, lane, ledger.current(), need, options.firstBytes(), options.gzip, spares);
    if (lane >= open.length) {
      open = Arrays.copyOf(open, lane + 1);
    }
    open[lane] = batch;
    heldOpen += batch.cost();
    return batch;
  }

  private int laneOf(int partition) {
    long version = lanes.version();
    if (version != lanesVersion) {
      sealAll();
      lanesVersion = version;
    }
    return lanes.laneOf(partition);
  }

  private boolean mayJoin(Batch batch, BulkAction action, long id, long need) {
    return batch.hasRoom(need, bulkBytes, bulkActions)
        && (batch.mayShareWith(action.operation) || action.id == null || ids.get(id) != batch);
  }

  private boolean reserve(long bytes) {
    if (held + bytes > options.memoryBytes) {
      return false;
    }
    held += bytes;
    spares.limit(options.memoryBytes - held);
    return true;
  }

  /** Makes room in a batch for an action of this many bytes; false if there is no memory. */
  private boolean grow(Batch batch, long need) {
    long reserved = batch.costOfGrowing(need);
    return reserved == 0 || grow(batch, need, reserved);
  }

  private boolean grow(Batch batch, long need, long reserved) {
    if (!reserve(reserved)) {
      return false;
    }
    long before = batch.cost();
    batch.grow(need);
    held += batch.cost() - before - reserved;
    heldOpen += batch.cost() - before;
    return true;
  }

  /** Makes the batch wait for earlier batches on the same document. */
  private void note(long id, Batch batch) {
    Batch earlier = ids.put(id, batch);
    if (earlier == batch) {
      batch.repeats();
    } else if (earlier != null) {
      batch.waitFor(earlier);
    }
  }

  /** Seals the largest batch, so that sending it frees memory. */
  private void sealFullest() {
    Batch fullest = null;
    for (Batch batch : open) {
      if (batch != null && (fullest == null || batch.length() > fullest.length())) {
        fullest = batch;
      }
    }
    if (fullest != null) {
      seal(fullest);
    }
  }

  void sealAll() {
    for (Batch batch : open) {
      if (batch != null) {
        seal(batch);
      }
    }
  }

  private void seal(Batch batch) {
    open[batch.lane] = null;
    heldOpen -= batch.cost();
    if (batch.items() == 0) {
      held -= batch.cost();
      batch.free();
    } else {
      sealed.add(batch);
    }
  }

  /** Hands over the batch that was sealed first; null if none is left. */
  Batch nextSealed() {
    return sealed.poll();
  }

  /** Frees the memory of a batch whose items are all completed. */
  void release(Batch batch) {
    ids.forget(batch);
    held -= batch.cost();
    batch.free();
  }

  /** The bytes held now; spare arrays are within the rest of the memory. */
  long held() {
    return held;
  }

  boolean isEmpty() {
    return held == 0;
  }
}
