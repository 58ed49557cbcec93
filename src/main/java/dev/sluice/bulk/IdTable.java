package dev.sluice.bulk;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/**
 * Finds the last outstanding batch for each id, by the id's 64-bit hash. It is an open-addressing
 * hash table with linear probing and backward-shift deletion (Knuth, TAOCP 6.4, algorithm R). Boxed
 * keys and nodes for each document would cost more than encoding the document. Batches are stored
 * by number, because each random reference store into a large array costs the garbage collector a
 * card. Two ids with the same hash only make one wait for the other. Guarded by the engine's lock.
 */
final class IdTable {

  /** No batch has this number. */
  private static final int NONE = 0;

  private long[] keys = new long[64];
  private int[] numbers = new int[64];
  private int size;

  /** The index of the last document that was hashed; most have the same. */
  private String hashedIndex;

  private long indexHash;

  private final List<Batch> batches = new ArrayList<>(Collections.<Batch>singleton(null));
  private final BitSet free = new BitSet();

  /** Sets the last batch of an id and returns the previous one, or null. */
  Batch put(long id, Batch batch) {
    if (2 * size >= keys.length) {
      grow();
    }
    if (batch.number == NONE) {
      enter(batch);
    }
    int slot = slot(id);
    int before = numbers[slot];
    if (before == NONE) {
      size++;
      keys[slot] = id;
    }
    numbers[slot] = batch.number;
    return batches.get(before);
  }

  private void enter(Batch batch) {
    batch.number = free.nextSetBit(0);
    if (batch.number > NONE) {
      free.clear(batch.number);
      batches.set(batch.number, batch);
    } else {
      batch.number = batches.size();
      batches.add(batch);
    }
  }

  /** The last batch of an id, or null. */
  Batch get(long id) {
    return batches.get(numbers[slot(id)]);
  }

  /** Removes a batch and all ids whose last batch it is. */
  void forget(Batch batch) {
    if (batch.number == NONE) {
      return;
    }
    for (int item = 0; item < batch.items(); item++) {
      remove(batch.id(item), batch);
    }
    batches.set(batch.number, null);
    free.set(batch.number);
    batch.number = NONE;
  }

  /** Removes an id if this batch is its last one. */
  void remove(long id, Batch batch) {
    int hole = slot(id);
    if (numbers[hole] == NONE || numbers[hole] != batch.number) {
      return;
    }
    size--;
    int mask = keys.length - 1;
    numbers[hole] = NONE;
    int next = (hole + 1) & mask;
    while (numbers[next] != NONE) {
      int home = home(keys[next]);
      if (((next - home) & mask) >= ((next - hole) & mask)) {
        keys[hole] = keys[next];
        numbers[hole] = numbers[next];
        numbers[next] = NONE;
        hole = next;
      }
      next = (next + 1) & mask;
    }
  }

  int size() {
    return size;
  }

  private int slot(long id) {
    int slot = home(id);
    while (numbers[slot] != NONE && keys[slot] != id) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }

  private int home(long id) {
    return (int) (id ^ (id >>> 32)) & (keys.length - 1);
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldNumbers = numbers;
    keys = new long[2 * oldKeys.length];
    numbers = new int[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldNumbers[i] != NONE) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        numbers[slot] = oldNumbers[i];
      }
    }
  }

  /** Hashes the identity of a document: index, routing value and id. */
  long hash(String index, String routing, String id) {
    if (!index.equals(hashedIndex)) {
      hashedIndex = index;
      indexHash = mix(1, index);
    }
    long hash = indexHash;
    if (routing != null) {
      hash = mix(hash, routing);
    }
    hash = mix(hash, id);
    // The finalizer of MurmurHash3, so that similar ids are spread over the table.
    hash ^= hash >>> 33;
    hash *= 0xff51afd7ed558ccdL;
    hash ^= hash >>> 33;
    hash *= 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }

  private static long mix(long seed, String text) {
    long hash = seed;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x9e3779b97f4a7c15L;
      hash ^= hash >>> 29;
    }
    return hash * 31 + text.length();
  }
}
